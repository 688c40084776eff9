import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "junit2json";
import { beforeAll, describe, expect, test } from "vitest";
import { githubAnnotations, githubSummary } from "../../src/verify/reports/github.js";
import { htmlReport } from "../../src/verify/reports/html.js";
import { jsonReport } from "../../src/verify/reports/json.js";
import { junitReport } from "../../src/verify/reports/junit.js";
import { terminalReport } from "../../src/verify/reports/terminal.js";
import type { Run } from "../../src/verify/verdicts/verify.js";
import { changeReply, rewriteJson, whenStatus } from "./mutants/mutant.js";
import { verifyProvider } from "./mutants/run-verification.js";
import { referenceProvider } from "./reference/provider.js";

const SCHEMA = JSON.parse(
  readFileSync(new URL("../../src/verify/reports/report.schema.json", import.meta.url), "utf8"),
);
const isReport = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(SCHEMA);

/** What a server may write to break a report: escapes, CI commands, markup, characters that XML can't have. */
const HOSTILE =
  "\u001b[2J\u0000\u0008]]>\ufffe</pre><script>alert(1)</script>\r\n::error::owned\n##[error]owned\n|a|b|\u2028::warning::x";

let hostile: Run;
let conforming: Run;
beforeAll(async () => {
  const hostileText = rewriteJson((value) => ({ ...Object(value), data: { ...Object(value).data, id: HOSTILE } }));
  hostile = await verifyProvider(changeReply("", whenStatus(200), hostileText, []).provider);
  conforming = await verifyProvider(referenceProvider());
});

describe("the JSON report", () => {
  test("is valid by its schema, whatever a server writes", () => {
    for (const run of [hostile, conforming]) {
      isReport(JSON.parse(jsonReport(run)));
      expect(isReport.errors).toBeNull();
    }
  });

  test("has the verdict, every check, and the coverage", () => {
    const report = JSON.parse(jsonReport(hostile));
    expect(report).toMatchObject({ mode: "full", strict: false, verdict: "failed" });
    expect(report.checks).toHaveLength(hostile.results.length);
    const failed = report.checks.find(({ status }: { status: string }) => status === "failed");
    expect(failed).toMatchObject({ id: "AddTwilioNumberResponse.data.id/format", source: "the API's published page" });
    expect(report.exchanges.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(failed.exchanges));
  });
});

describe("the JUnit report", () => {
  test("is read by a parser of such reports, a case for each check", async () => {
    const suites = await parse(junitReport(hostile));
    if (!suites || !("testsuite" in suites)) throw new Error("no test suites");
    const [suite] = suites.testsuite ?? [];
    expect(suite?.testcase).toHaveLength(hostile.results.length);
    const failed = suite?.testcase?.filter(({ failure }) => failure !== undefined) ?? [];
    expect(failed.map(({ name }) => name)).toEqual([expect.stringContaining("data.id/format")]);
    expect(Number(suites.failures)).toBe(1);
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
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  }
});

test("GitHub gets one annotation per failed check, without a file", () => {
  const lines = githubAnnotations(hostile).split("\n");
  expect(lines).toEqual([expect.stringMatching(/^::error title=AddTwilioNumberResponse\.data\.id\/format/)]);
  expect(lines[0]).not.toContain("file=");
});

test("the HTML report has a server's words as text, and loads nothing", () => {
  const page = htmlReport(hostile);
  expect(page).not.toContain("<script>");
  expect(page).not.toMatch(/\b(?:src|href)=/);
  expect(page).toContain("default-src 'none'");
});

test("every report names the source of a failed check", () => {
  for (const text of [terminalReport(hostile), jsonReport(hostile), githubAnnotations(hostile)]) {
    expect(text).toContain("the API's published page");
  }
  expect(htmlReport(hostile)).toContain("the API&#39;s published page");
});
