import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { validateStrict } from "ctrf";
import { parse } from "junit2json";
import { beforeAll, describe, expect, test } from "vitest";
import { formats } from "../../openapi/formats.js";
import { ctrfReport } from "../../src/verify/reports/ctrf.js";
import { githubAnnotations, githubSummary } from "../../src/verify/reports/github.js";
import { htmlReport } from "../../src/verify/reports/html.js";
import { jsonReport, REPORT_SCHEMA } from "../../src/verify/reports/json.js";
import { junitReport } from "../../src/verify/reports/junit.js";
import { terminalReport } from "../../src/verify/reports/terminal.js";
import { type Run, stopRun } from "../../src/verify/verdicts/verify.js";
import { manyFaults } from "./many-faults.js";
import { changeReply, rewriteJson, whenStatus } from "./mutants/mutant.js";
import { verifyProvider } from "./mutants/run-verification.js";
import { plainResult, plainRun } from "./reference/plain-runs.js";
import { REFERENCE_KEY, referenceProvider } from "./reference/provider.js";

const SCHEMA = JSON.parse(
  readFileSync(new URL("../../src/verify/reports/report.schema.json", import.meta.url), "utf8"),
);
const isReport = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { ...formats } }).compile(SCHEMA);

/** What a server may write to break a report: escapes, CI commands, markup, characters that XML can't have. */
const HOSTILE =
  "\u001b[2J\u0000\u0008]]>\ufffe</pre><script>alert(1)</script>\r\n::error::owned\n##[error]owned\n|a|b|\u2028::warning::x\u202e";

let hostile: Run;
let conforming: Run;
let faulty: Run;
const stopped = stopRun(
  {
    target: "http://127.0.0.1/",
    plan: { apiKey: REFERENCE_KEY, safe: true },
    strict: false,
    sending: { timeoutMs: 1 },
  },
  `Tried POST. The server echoed ${REFERENCE_KEY}.`,
);
beforeAll(async () => {
  const hostileText = rewriteJson((value) => ({ ...Object(value), data: { ...Object(value).data, id: HOSTILE } }));
  hostile = await verifyProvider(changeReply("", whenStatus(200), hostileText, []).provider);
  conforming = await verifyProvider(referenceProvider());
  faulty = await verifyProvider(manyFaults());
});

test("the terminal report of many faults is short, and ends with the causes, the verdict and the registrations", () => {
  const lines = terminalReport(faulty).trimEnd().split("\n");
  expect(lines.length).toBeLessThan(220);
  expect(lines.at(-3)).toMatch(/^✗ Breaks the contract: [0-9]+ causes, [0-9]+ checks failed, /);
  expect(lines.at(-2)).toMatch(/^ {2}http:.* full mode, [0-9]+ requests, [0-9.]+ s, hamsa-twilio [0-9.]+$/);
  expect(lines.at(-1)).toMatch(/^ {2}This run made [0-9]+ registrations of \+14155550123/);
  expect(lines.slice(0, -4).filter((line) => /^✗ 1 {2}/.test(line))).toHaveLength(2);
});

describe("the JSON report", () => {
  test("is valid by its schema, whatever a server writes and however the run ends", () => {
    for (const run of [hostile, conforming, faulty, stopped]) {
      isReport(JSON.parse(jsonReport(run)));
      expect(isReport.errors).toBeNull();
    }
    expect(REPORT_SCHEMA).toBe(SCHEMA.$id);
  });

  test("has the verdict, every check, its exchanges, and the summary", () => {
    const report = JSON.parse(jsonReport(hostile));
    expect(report).toMatchObject({ mode: "full", strict: false, verdict: "failed", tool: { name: "hamsa-twilio" } });
    expect(report.checks).toHaveLength(hostile.results.length);
    const failed = report.checks.find(({ status }: { status: string }) => status === "failed");
    expect(failed).toMatchObject({
      id: "AddTwilioNumberResponse.data.id/format",
      source: "the API's published page",
      message: expect.stringContaining("data.id is "),
    });
    expect(report.exchanges.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(failed.exchanges));
    const { checks, passed, failed: failures, advice, skipped, known } = report.summary;
    expect(passed + failures + advice + skipped + known).toBe(checks);
    expect(report.registrations).toHaveLength(1);
  });

  test("of a run that could not be judged has the reason, without secrets", () => {
    const report = JSON.parse(jsonReport(stopped));
    expect(report).toMatchObject({
      verdict: "not-judged",
      message: "Tried POST. The server echoed [masked].",
      checks: [],
    });
  });
});

test("the CTRF report is valid by ctrf-io's schema, and has every check", () => {
  for (const run of [hostile, conforming, faulty, stopped]) {
    const report = JSON.parse(ctrfReport(run));
    expect(() => validateStrict(report)).not.toThrow();
    expect(report.results.tests).toHaveLength(run.results.length || 1);
    const { tests, passed, failed, skipped, other } = report.results.summary;
    expect(passed + failed + skipped + other).toBe(tests);
  }
  expect(JSON.parse(ctrfReport(stopped)).results.summary.failed).toBe(1);
});

describe("the JUnit report", () => {
  test("is read by a parser of such reports, with a case per check, named and grouped by its id", async () => {
    const suites = await parse(junitReport(hostile));
    if (!suites || !("testsuite" in suites)) throw new Error("no test suites");
    const [suite] = suites.testsuite ?? [];
    expect(suite?.testcase).toHaveLength(hostile.results.length);
    const failed = suite?.testcase?.filter(({ failure }) => failure !== undefined) ?? [];
    expect(failed.map(({ name, classname }) => [classname, name])).toEqual([
      ["AddTwilioNumberResponse.data.id", "AddTwilioNumberResponse.data.id/format"],
    ]);
    expect(Number(suites.failures)).toBe(1);
  });

  test("has an error with the reason if the run could not be judged", async () => {
    const suites = await parse(junitReport(stopped));
    expect(Number(Object(suites).errors)).toBe(1);
    expect(junitReport(stopped)).toContain("The server echoed [masked].");
  });

  test("has no character that XML doesn't allow", () => {
    expect(junitReport(hostile)).not.toMatch(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u);
  });
});

test("no line of a report for a terminal or for GitHub begins with what a server wrote", () => {
  for (const text of [terminalReport(hostile), githubAnnotations(hostile), githubSummary(hostile)]) {
    expect(text).toContain("data.id");
    expect(text).not.toMatch(/^(?:::error::owned|##\[|::warning::x|\|a\|b\|)/m);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  }
});

test("the HTML report has a server's words as text, loads nothing and runs nothing", () => {
  for (const run of [hostile, conforming, faulty, stopped]) {
    const page = htmlReport(run);
    expect(page).not.toMatch(/<script|\bon[a-z]+=|\bsrc=|@import|url\(/);
    for (const [, href] of page.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^#/);
    expect(page).toContain("default-src 'none'");
  }
});

test("every report names the source of a failed check", () => {
  for (const text of [terminalReport(hostile), jsonReport(hostile), githubAnnotations(hostile)]) {
    expect(text).toContain("the API's published page");
  }
  expect(htmlReport(hostile)).toContain("the API&#39;s published page");
});

test("no report has a secret that is a part of the target", () => {
  const results = [plainResult("a/b", { status: "failed", reason: "no", probes: ["addTwilioNumber"] })];
  const exchanges = conforming.exchanges.filter(({ probe }) => probe.id === "addTwilioNumber");
  const run = plainRun({ results, exchanges, verification: { target: `https://api.example/${REFERENCE_KEY}/` } });
  for (const report of [terminalReport, htmlReport, jsonReport, junitReport, ctrfReport, githubSummary]) {
    expect(report(run).replaceAll(/\[|\]|&#9[13];/g, "")).toContain("https://api.example/masked/");
    expect(report(run)).not.toContain(REFERENCE_KEY);
  }
  expect(githubAnnotations(run)).toContain("https://api.example/[masked]/v1/");
});

test("every report of a run that registered something ends with it or has it", () => {
  for (const report of [terminalReport, htmlReport, junitReport, ctrfReport, githubSummary]) {
    expect(report(conforming).replaceAll("&#43;", "+")).toContain(
      "This run made 1 registration of +14155550123 (a valid registration).",
    );
  }
});
