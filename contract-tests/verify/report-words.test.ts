import { describe, expect, test } from "vitest";
import {
  countOf,
  countRegistrations,
  countResults,
  describeRegistrations,
  describeRun,
  describeSize,
  describeVerdict,
  escapeControls,
  formatSeconds,
  groupSkipped,
  listFirst,
  listKnown,
  responseLine,
  TOOL,
  verdictOf,
} from "../../src/verify/reports/words.js";
import type { Run } from "../../src/verify/verdicts/verify.js";
import { json } from "./reference/messages.js";
import { plainExchange } from "./reference/plain-exchanges.js";
import { plainResult, plainRun } from "./reference/plain-runs.js";
import { REFERENCE_KEY } from "./reference/provider.js";

const fail = (id: string) => plainResult(id, { status: "failed", reason: `no ${id}` });
const advise = (id: string) => plainResult(id, { status: "advice", reason: `no ${id}` });
const failAsKnown = (id: string) => plainResult(id, { status: "failed", reason: `no ${id}`, isKnown: true });
const skip = (id: string, reason = "no occasion") => plainResult(id, { status: "skipped", reason });

describe("the verdict is", () => {
  test.for<readonly [verdict: string, sentence: string, parts: Parameters<typeof plainRun>[0]]>([
    ["passed", "Keeps the contract: 1 check passed, 0 skipped.", { results: [plainResult("a/b")] }],
    ["passed", "Keeps the contract: 0 checks passed, 1 skipped.", { results: [skip("a/b")] }],
    [
      "passed",
      "Keeps the contract: 2 checks passed, 1 advice, 1 known, 0 skipped.",
      { results: [plainResult("a/b"), plainResult("a/c"), advise("a/d"), failAsKnown("a/e")] },
    ],
    [
      "failed",
      "Breaks the contract: 1 cause, 1 check failed, 1 passed, 0 skipped.",
      { results: [fail("a/b"), plainResult("a/c")] },
    ],
    [
      "failed",
      "Breaks the contract: 2 causes, 2 checks failed, 0 passed, 2 advice, 1 known, 1 skipped.",
      {
        results: [fail("a/b"), fail("a/c"), advise("a/d"), advise("a/e"), failAsKnown("a/f"), skip("a/g")],
      },
    ],
    ["not-judged", "Could not be judged. No server.", { stopReason: "No server." }],
  ])("%s: %s", ([verdict, sentence, parts]) => {
    const run = plainRun(parts);
    expect([verdictOf(run), describeVerdict(run)]).toEqual([verdict, sentence]);
  });
});

test("a known failure is counted as that, and as nothing else", () => {
  const results = [
    plainResult("a/b"),
    fail("a/c"),
    ...["d", "e"].map(advise),
    ...["f", "g", "h"].map((id) => skip(id)),
    ...["i", "j", "k", "l"].map(failAsKnown),
  ];
  expect(countResults(plainRun({ results }))).toEqual({
    checks: 11,
    passed: 1,
    failed: 1,
    advice: 2,
    skipped: 3,
    known: 4,
  });
});

describe("a run is described", () => {
  const exchange = plainExchange({ apiKey: REFERENCE_KEY, safe: false }, "addTwilioNumber", json(200, {}));

  test.for<readonly [string, Parameters<typeof plainRun>[0]]>([
    ["https://api.example, full mode, 0 requests, 1.5 s", {}],
    [
      "https://api.example, safe mode, 1 request, 10 s",
      { exchanges: [exchange], durationMs: 10_000, verification: { plan: { apiKey: REFERENCE_KEY, safe: true } } },
    ],
    [
      "http://localhost, full mode, strict, 2 requests, 1.5 s",
      { exchanges: [exchange, exchange], verification: { target: "http://localhost", strict: true } },
    ],
  ])("as %s", ([words, parts]) => {
    expect(describeRun(plainRun(parts))).toBe(`${words}, ${TOOL.name} ${TOOL.version}`);
  });
});

const NUMBER = "+14155550123";
const OTHER_NUMBER = "+14155550188";
type Registration = Run["registrations"][number];
const made = (title: string, number?: string): Registration => ({
  probe: title,
  title,
  noun: "registration",
  isConfirmed: true,
  ...(number === undefined ? {} : { number }),
});
const perhaps = (title: string, number?: string): Registration => ({ ...made(title, number), isConfirmed: false });

test.for<readonly [count: string, words: string, registrations: readonly Registration[]]>([
  ["nothing", "This run registered nothing.", []],
  ["1 registration", `This run made 1 registration of ${NUMBER} (a).`, [made("a", NUMBER)]],
  ["2 registrations", `This run made 2 registrations of ${NUMBER} (a, b).`, [made("a", NUMBER), made("b", NUMBER)]],
  ["1 registration", "This run made 1 registration without a number (a).", [made("a")]],
  [
    "3 registrations",
    `This run made 2 registrations of ${NUMBER} (a, c). This run made 1 registration of ${OTHER_NUMBER} (b).`,
    [made("a", NUMBER), made("b", OTHER_NUMBER), made("c", NUMBER)],
  ],
  ["perhaps 1 registration", `It may have made 1 registration of ${NUMBER} (a).`, [perhaps("a", NUMBER)]],
  ["perhaps 1 registration", "It may have made 1 registration without a number (a).", [perhaps("a")]],
  [
    "perhaps 2 registrations",
    "It may have made 2 registrations (a, b).",
    [perhaps("a", NUMBER), perhaps("b", OTHER_NUMBER)],
  ],
  [
    "1 registration, perhaps 2 more",
    `This run made 1 registration of ${NUMBER} (a). It may have made 2 registrations of ${NUMBER} (b, c).`,
    [perhaps("b", NUMBER), made("a", NUMBER), perhaps("c", NUMBER)],
  ],
  [
    "6 registrations",
    "This run made 6 registrations without a number (a, b, c, d and 2 more).",
    ["a", "b", "c", "d", "e", "f"].map((title) => made(title)),
  ],
])("what was registered: %s", ([count, words, registrations]) => {
  expect(countRegistrations({ registrations })).toBe(count);
  expect(describeRegistrations({ registrations })).toBe(words);
});

describe("a response is", () => {
  const plan = { apiKey: REFERENCE_KEY, safe: false };

  test.for([
    ["200, application/json, 12 ms", json(200, {})],
    ["404, no content-type, 12 ms", { status: 404, headers: {}, body: "" }],
    ["no complete response (not connected: ECONNREFUSED)", { reason: "not connected", detail: "ECONNREFUSED" }],
  ] as const)("%s", ([words, result]) => {
    expect(responseLine({ ...plainExchange(plan, "addTwilioNumber", result), durationMs: 12 })).toBe(words);
  });
});

test.for([
  ["1 check", "failed", [fail("a")]],
  ["2 checks", "failed", [fail("a"), fail("b")]],
  ["3 checks, 2 of them advice", "failed", [fail("a"), advise("b"), advise("c")]],
  ["2 checks", "advice", [advise("a"), advise("b")]],
] as const)("the size of a cause: %s", ([words, status, [first, ...others]]) => {
  expect(describeSize({ number: 1, title: "", status, results: [first, ...others] })).toBe(words);
});

test("skipped checks are grouped by their reason", () => {
  const results = [skip("a", "one"), plainResult("b"), skip("c", "two"), fail("d"), skip("e", "one")];
  expect(groupSkipped(plainRun({ results }))).toEqual([
    { reason: "one", ids: ["a", "e"] },
    { reason: "two", ids: ["c"] },
  ]);
});

test("of the known failures, those that fail again are listed, and those that passed", () => {
  const results = [plainResult("a"), plainResult("b"), failAsKnown("c"), fail("d"), skip("e")];
  expect(listKnown(plainRun({ results, verification: { known: ["a", "c", "e", "f"] } }))).toEqual({
    failing: ["c"],
    fixed: ["a"],
  });
  expect(listKnown(plainRun({ results: [plainResult("a")] }))).toEqual({ failing: [], fixed: [] });
});

test("counts and lists are written for people", () => {
  expect([0, 1, 2, 11].map((count) => countOf(count, "check"))).toEqual([
    "0 checks",
    "1 check",
    "2 checks",
    "11 checks",
  ]);
  expect([0, 49, 50, 9_949, 9_999, 10_000, 61_499].map(formatSeconds)).toEqual([
    "0.0 s",
    "0.0 s",
    "0.1 s",
    "9.9 s",
    "10.0 s",
    "10 s",
    "61 s",
  ]);
  expect(
    [[], ["a"], ["a", "b", "c", "d", "e"], ["a", "b", "c", "d", "e", "f"]].map((names) => listFirst(names)),
  ).toEqual(["", "a", "a, b, c, d, e", "a, b, c, d and 2 more"]);
  expect(listFirst(["a", "b", "c"], 2)).toBe("a and 2 more");
});

test("characters that move the cursor, break a line or reverse the text are written in hexadecimal", () => {
  expect(escapeControls("a\u0000\t\n\u001b[2J\u007f\u0085\u2028\u2029é م\u200e\u200f\u202a\u202e\u2066\u2069z")).toBe(
    "a\\x00\\x09\\x0a\\x1b[2J\\x7f\\x85\\x2028\\x2029é م\\x200e\\x200f\\x202a\\x202e\\x2066\\x2069z",
  );
});
