import { textOf } from "../exchange/exchange.js";
import { unescaped } from "../exchange/spellings.js";
import { fallback } from "../operations/contract.js";
import { broken, type Check, kept, notJudged } from "./check.js";

/** What shows a stranger how a server is made. Each needs more than an honest sentence has: a time has colons, too. */
const INSIDES: readonly (readonly [what: string, looksLike: RegExp])[] = [
  // JavaScript; Java and Kotlin; Python; Go
  [
    "a stack frame",
    /\bat (?:async )?(?:[\w$.<>[\] ]+ \()?(?:file:\/\/|node:|[A-Za-z]:\\|\.{0,2}\/)[^\s()]*:[0-9]+:[0-9]+/,
  ],
  ["a stack frame", /\bat [\w$.]+\([\w$]+\.(?:java|kt|scala):[0-9]+\)|\bFile "[^"]+", line [0-9]+/],
  ["a stack trace", /\bTraceback \(most recent call last\)|\bgoroutine [0-9]+ \[/],
  [
    "a source file's line",
    /[\w.-]*[/\\][\w.-]+\.(?:[cm]?[jt]sx?|py|rb|go|php|java|kt|cs|rs|exs?)(?::|\(|:line | on line )[0-9]+/,
  ],
  // In capitals, or with the quotes and parentheses that no sentence has.
  ["SQL", /\b(?:SELECT\b[^.]{1,300}?\bFROM|INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM)\s+["'`[\w]/],
  ["SQL", /\b(?:insert into|delete from|select .{1,300}? from|update) +["`[]\w+["`\]]/],
  [
    "a database's error",
    /\bSQLSTATE\b|\bORA-[0-9]{5}\b|syntax error at or near|violates (?:unique|foreign key|not-null|check) constraint|\bE11000 duplicate key/,
  ],
];

export const insidesCheck: Check = {
  id: "every-answer/insides",
  level: "inferred",
  clause: fallback.contentFact.pointer,
  sentence: "shows nothing of the server's insides: no stack frame, no source file's line, no SQL",
  sends: "every",
  examine: ({ answer }) => {
    if (answer === undefined) return notJudged("no answer was received");
    const text = unescaped(`${Object.values(answer.headers).join("\n")}\n${textOf(answer)}`)
      .replace(/\\[nrt]/g, "\n")
      .replace(/\\(["\\/])/g, "$1");
    const found = INSIDES.map(([what, looksLike]) => ({ what, shown: looksLike.exec(text)?.[0] }));
    const first = found.find(({ shown }) => shown !== undefined);
    return first === undefined ? kept : broken(`it shows ${first.what}: ${first.shown}`);
  },
};
