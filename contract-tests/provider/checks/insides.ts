import { fallback } from "../../support/contract.js";
import { textOf } from "../exchange/exchange.js";
import { unescaped } from "../exchange/spellings.js";
import { broken, type Check, kept, notJudged } from "./check.js";

/** What tells a stranger how a server is made, and never belongs into an answer. */
const INSIDES: readonly (readonly [what: string, looksLike: RegExp])[] = [
  // JavaScript, Java and .NET; Python; Go, Ruby and PHP
  [
    "a stack frame",
    /\bat [\w$.<>[\] ]*\(?[\w$./\\:-]+:[0-9]+(?::[0-9]+)?\)?|\bat [\w$.]+\([\w$]+\.(?:java|kt|scala):[0-9]+\)/,
  ],
  ["a stack frame", /File "[^"]+", line [0-9]+|Traceback \(most recent call last\)|\bgoroutine [0-9]+ \[/],
  [
    "a file's path with a line number",
    /(?:[\w.-]*[/\\]){1,}[\w.-]+\.(?:[cm]?[jt]sx?|py|rb|go|php|java|cs|rs|ex)(?::|\(|:line | on line )[0-9]+/,
  ],
  ["SQL", /\b(?:SELECT\s.+?\sFROM|INSERT\s+INTO|UPDATE\s.+?\sSET|DELETE\s+FROM)\s+["'`[\w]/is],
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
    if (answer === undefined) return notJudged("no answer came");
    const text = unescaped(`${Object.values(answer.headers).join("\n")}\n${textOf(answer)}`).replace(/\\[nrt]/g, "\n");
    const found = INSIDES.map(([what, looksLike]) => ({ what, shown: looksLike.exec(text)?.[0] }));
    const first = found.find(({ shown }) => shown !== undefined);
    return first === undefined ? kept : broken(`it shows ${first.what}: ${first.shown}`);
  },
};
