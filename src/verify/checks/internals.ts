import { decodeBody } from "../exchange/exchange.js";
import { decodeEscapes } from "../exchange/spellings.js";
import { fallback } from "../operations/description.js";
import { type Check, fail, pass, skip } from "./check.js";

/**
 * What reveals how a server is built. Each pattern needs more than an ordinary sentence has: times also have colons.
 * Each takes linear time, because a server may repeat any beginning a million times.
 */
const INTERNALS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  // JavaScript; Java and Kotlin; Python; Go
  [
    "a stack frame",
    /\bat (?:async )?(?:[\w$.<>[\] ]{1,200} \()?(?:file:\/\/|node:|[A-Za-z]:\\|\.{0,2}\/)[^\s()]*:[0-9]+:[0-9]+/,
  ],
  ["a stack frame", /\bat [\w$.]+\([\w$]+\.(?:java|kt|scala):[0-9]+\)|\bFile "[^"]+", line [0-9]+/],
  ["a stack trace", /\bTraceback \(most recent call last\)|\bgoroutine [0-9]+ \[/],
  [
    "a source file's line",
    /(?<![\w.-])[\w.-]*[/\\][\w.-]+\.(?:[cm]?[jt]sx?|py|rb|go|php|java|kt|cs|rs|exs?)(?::|\(|:line | on line )[0-9]+/,
  ],
  // In capitals, or with quotes and brackets that no sentence has.
  ["SQL", /\b(?:SELECT\b[^.]{1,300}?\bFROM|INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM)\s+["'`[\w]/],
  ["SQL", /\b(?:insert into|delete from|select .{1,300}? from|update) +["`[]\w+["`\]]/],
  [
    "a database's error",
    /\bSQLSTATE\b|\bORA-[0-9]{5}\b|syntax error at or near|violates (?:unique|foreign key|not-null|check) constraint|\bE11000 duplicate key/,
  ],
];

export const internalsCheck: Check = {
  id: "every-response/internals",
  level: "inferred",
  pointer: fallback.contentFact.pointer,
  title: "reveals no internals: no stack frame, no line of a source file, no SQL",
  needs: "every",
  examine: ({ response }) => {
    if (response === undefined) return skip("no response was received");
    const text = decodeEscapes(`${Object.values(response.headers).join("\n")}\n${decodeBody(response)}`)
      .replace(/\\[nrt]/g, "\n")
      .replace(/\\(["\\/])/g, "$1");
    const matches = INTERNALS.map(([kind, pattern]) => ({ kind, match: pattern.exec(text)?.[0] }));
    const first = matches.find(({ match }) => match !== undefined);
    return first === undefined ? pass : fail(`reveals ${first.kind}: ${first.match}`);
  },
};
