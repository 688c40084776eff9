import { describe, expect, test } from "vitest";
import { describeFailure, terminalReport } from "../../src/verify/reports/terminal.js";
import { TOOL } from "../../src/verify/reports/words.js";
import { json } from "./reference/messages.js";
import { plainExchange } from "./reference/plain-exchanges.js";
import { plainResult, plainRun } from "./reference/plain-runs.js";
import { REFERENCE_KEY } from "./reference/provider.js";

const plan = { apiKey: REFERENCE_KEY, safe: false };
const OF_RUN = `  https://api.example, full mode, 0 requests, 1.5 s, ${TOOL.name} ${TOOL.version}\n  This run registered nothing.\n`;

/** A report with its colors in words. */
const inWords = (report: string) =>
  report
    .replaceAll("\u001b[31m", "(red)")
    .replaceAll("\u001b[32m", "(green)")
    .replaceAll("\u001b[33m", "(yellow)")
    .replaceAll("\u001b[39m", "(plain)");

describe("the verdict in a terminal is", () => {
  test.for([
    ["green", "✓ Keeps the contract: 1 check passed, 0 skipped.", { results: [plainResult("a/b")] }],
    ["yellow", "? Could not be judged. No server.", { stopReason: "No server." }],
  ] as const)("%s: %s", ([color, verdict, parts]) => {
    const run = plainRun(parts);
    expect(terminalReport(run)).toBe(`${verdict}\n${OF_RUN}`);
    expect(inWords(terminalReport(run, true))).toBe(`(${color})${verdict}(plain)\n${OF_RUN}`);
  });
});

test("causes are listed again before the verdict if there are several, with long reasons cut", () => {
  const results = [
    plainResult("a/b", { status: "failed", reason: `${"x".repeat(100)}\n` }),
    plainResult("a/c", { status: "advice", reason: `${REFERENCE_KEY}? ${"y".repeat(91)}`, level: "twilio" }),
    plainResult("a/d", { status: "advice" }),
  ];
  const causeOf = (mark: string, name: string, reason: string, source: string) => [
    `(${mark}  keeps a/${name} (${source.replace(/.*\((.*)\)/, "$1")})(plain)`,
    `     reason    ${reason}`,
    `     rule      #/a/${name}`,
    `     source    ${source}`,
    `     again     --only a/${name}`,
    "",
  ];
  expect(inWords(terminalReport(plainRun({ results }), true)).split("\n")).toEqual([
    ...causeOf("red)✗ 1", "b", `${"x".repeat(100)}\\x0a`, "the API's published page (documented)"),
    ...causeOf("yellow)! 2", "c", `[masked]? ${"y".repeat(91)}`, "Twilio's documentation (twilio)"),
    ...causeOf("yellow)! 3", "d", "", "the API's published page (documented)"),
    `(red)✗ 1  keeps a/b (documented): ${"x".repeat(100)}…(plain)`,
    `(yellow)! 2  keeps a/c (twilio): [masked]? ${"y".repeat(90)}…(plain)`,
    "(yellow)! 3  keeps a/d (documented): (plain)",
    "",
    "(red)✗ Breaks the contract: 1 cause, 1 check failed, 0 passed, 2 advice, 0 skipped.(plain)",
    ...OF_RUN.split("\n"),
  ]);
});

test("known failures are listed, and those that passed, five at most", () => {
  const failing = ["a", "b", "c", "d", "e", "f"].map((id) =>
    plainResult(id, { status: "failed", reason: "no", isKnown: true }),
  );
  const fixed = plainResult("g");
  const head = "Known failures, which don't fail the run: a, b, c, d and 2 more";
  const tail = "Known failures that passed, so they can be removed: g";
  const known = ["a", "b", "c", "d", "e", "f", "g"];
  const start = (results: typeof failing) =>
    terminalReport(plainRun({ results, verification: { known } }))
      .split("\n✓")[0]
      ?.trimEnd();
  expect(start([...failing, fixed])).toBe(`${head}\n${tail}`);
  expect(start(failing)).toBe(head);
  expect(start([fixed])).toBe(tail);
});

test("skipped checks are listed by their reason, without secrets and on one line each", () => {
  const results = [
    plainResult("a", { status: "skipped", reason: `one\n${REFERENCE_KEY}` }),
    plainResult("b", { status: "skipped", reason: "two" }),
  ];
  expect(terminalReport(plainRun({ results }))).toBe(
    `Skipped, because the run gave no occasion:\n  one\\x0a[masked]: a\n  two: b\n\n✓ Keeps the contract: 0 checks passed, 2 skipped.\n${OF_RUN}`,
  );
});

test.for([
  ["http://api.example", true],
  ["http://localhost", false],
  ["http://hamsa.dev.localhost:1/x", false],
  ["http://localhost.example", true],
  ["http://notlocalhost", true],
  ["http://127.0.0.1", false],
  ["http://127.10.200.30:1", false],
  ["http://127.0.0.1.example", true],
  ["http://128.0.0.1", true],
  ["http://[::1]:1", false],
  ["http://[::2]", true],
  ["https://api.example", false],
  ["https://localhost", false],
] as const)("a report about %s warns of clear text: %s", ([target, isWarned]) => {
  const report = terminalReport(plainRun({ verification: { target } }));
  const warning = "! The target is not an https URL, so the API key and the token were sent in clear text.\n\n";
  expect(report.startsWith(isWarned ? warning : "✓")).toBe(true);
});

describe("a failure", () => {
  const result = plainResult("a/b", {
    status: "failed",
    reason: "no",
    probes: ["addTwilioNumber", "listPhoneNumbers"],
  });
  const ofRule = [
    "     rule      #/a/b",
    "     source    the API's published page (documented)",
    "     again     --only a/b",
  ];

  test("without an exchange has its reason and its rule", () => {
    expect(describeFailure(result, plainRun())).toEqual(["     reason    no", ...ofRule]);
  });

  test("has the first of its exchanges, and no line without words", () => {
    const list = plainExchange(plan, "listPhoneNumbers", json(500, {}));
    const exchanges = [list, plainExchange(plan, "addTwilioNumber", { status: 200, headers: {}, body: "" })].map(
      ({ probe, ...others }) => ({ ...others, probe: { ...probe, body: "", headers: {} } }),
    );
    expect(describeFailure(result, plainRun({ exchanges }))).toEqual([
      "     reason    no",
      "     request   POST /v1/voice-agents/twilio/phone-number: a valid registration",
      "               (empty body)",
      "     response  200, no content-type, 0 ms",
      ...ofRule,
      "               curl -i -X POST 'https://api.example/v1/voice-agents/twilio/phone-number' --data-raw ''",
    ]);
  });
});
