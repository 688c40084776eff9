import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { validateStrict } from "ctrf";
import { parse } from "junit2json";
import { beforeAll, describe, expect, test } from "vitest";
import { formats } from "../../openapi/formats.js";
import { listing, registration } from "../../src/verify/operations/description.js";
import { subjectOf } from "../../src/verify/operations/operations.js";
import { findCauses } from "../../src/verify/reports/causes.js";
import { ctrfReport } from "../../src/verify/reports/ctrf.js";
import { toCurl } from "../../src/verify/reports/curl.js";
import { formatBody } from "../../src/verify/reports/evidence.js";
import { githubAnnotations, githubSummary } from "../../src/verify/reports/github.js";
import { htmlReport } from "../../src/verify/reports/html.js";
import { jsonReport, REPORT_SCHEMA } from "../../src/verify/reports/json.js";
import { junitReport } from "../../src/verify/reports/junit.js";
import { terminalReport } from "../../src/verify/reports/terminal.js";
import { type Run, stopRun } from "../../src/verify/verdicts/verify.js";
import { run } from "../support/run.js";
import { changeReply, rewriteJson, whenPlain, whenStatus } from "./mutants/mutant.js";
import { verifyProvider } from "./mutants/run-verification.js";
import { json, type Provider } from "./reference/messages.js";
import { isFor, REFERENCE_KEY, referenceProvider } from "./reference/provider.js";

const SCHEMA = JSON.parse(
  readFileSync(new URL("../../src/verify/reports/report.schema.json", import.meta.url), "utf8"),
);
const isReport = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { ...formats } }).compile(SCHEMA);

/** What a server may write to break a report: escapes, CI commands, markup, characters that XML can't have. */
const HOSTILE =
  "\u001b[2J\u0000\u0008]]>\ufffe</pre><script>alert(1)</script>\r\n::error::owned\n##[error]owned\n|a|b|\u2028::warning::x\u202e";

/** A server with eight faults: keys, bodies, a date, a status, a header, a list item, a leak, an undescribed property. */
const manyFaults = (): Provider => {
  const lax = referenceProvider({ isKey: () => true });
  return (request) => {
    const reply = lax(request);
    if (reply.status === 400) return json(500, { message: "Oops" });
    if (reply.status !== 200) return reply;
    const value = JSON.parse(String(reply.body));
    if (isFor(registration, request)) {
      const data = { ...value.data, createdAt: "2026-11-25 17:41:35Z", isActive: "yes", internal: 1 };
      return { ...reply, body: JSON.stringify({ ...value, data, message: request.headers.authorization }) };
    }
    if (request.path !== listing.path) return reply;
    const data = value.data.map((item: object, index: number) =>
      index === 1 ? { ...item, createdAt: "yesterday" } : item,
    );
    return { ...reply, headers: { "content-type": "text/json" }, body: JSON.stringify({ ...value, data }) };
  };
};

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

describe("causes", () => {
  test("group what has one cause, failures first", () => {
    const causes = findCauses(faulty);
    expect(causes.map(({ number }) => number)).toEqual(causes.map((_, index) => index + 1));
    const titles = causes.map(({ title }) => title);
    expect(titles).toContain("Invalid keys are accepted");
    expect(titles).toContain("Invalid requests get 500");
    expect(new Set(titles).size).toBe(titles.length);
    const failed = causes.map(({ status }) => status === "failed");
    expect(failed).toEqual([...failed].sort((one, other) => Number(other) - Number(one)));
    // Eight faults, some of which also break another promise.
    expect(causes.length).toBeLessThan(14);
    const grouped = causes.flatMap(({ results }) => results);
    const broken = faulty.results.filter(({ status }) => status === "failed" || status === "advice");
    expect(new Set(grouped)).toEqual(new Set(broken));
  });

  test("keep keys and bodies apart, even if both get the same response", async () => {
    const run = await verifyProvider(referenceProvider({ isKey: () => true, violations: () => [] }));
    expect(findCauses(run).map(({ title }) => title)).toEqual(
      expect.arrayContaining(["Invalid keys are accepted", "Invalid requests are accepted"]),
    );
  });

  test("name the item of a list that is at fault, and its value", () => {
    const report = terminalReport(faulty);
    expect(report).toContain('data[1].createdAt is "yesterday"; format is "date-time"');
    expect(report).toMatch(/^ +data\[1\]: \{"id":/m);
  });
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

test("GitHub gets one annotation per cause, at most ten, without a file", async () => {
  const lines = githubAnnotations(faulty).split("\n");
  expect(lines.length).toBeLessThanOrEqual(10);
  expect(lines[0]).toMatch(/^::error title=/);
  expect(lines.join("\n")).not.toContain("file=");
  // Each property has a wrong type, which is a cause of its own.
  const wrong = (fields: object) => Object.fromEntries(Object.keys(fields).map((name) => [name, [HOSTILE]]));
  const conformingProvider = referenceProvider();
  const run = await verifyProvider((request) => {
    const reply = conformingProvider(request);
    const { data, ...envelope } = reply.status === 200 ? JSON.parse(String(reply.body)) : {};
    if (data === undefined) return reply;
    return json(200, { ...envelope, data: Array.isArray(data) ? data.map(wrong) : wrong(data) });
  });
  const count = findCauses(run).length;
  expect(count).toBeGreaterThan(10);
  // The eleventh line would not be shown. GitHub counts notices apart from errors.
  const shown = githubAnnotations(run).split("\n");
  expect(shown.filter((line) => line.startsWith("::error"))).toHaveLength(9);
  expect(shown.at(-1)).toBe(`::notice::${count - 9} more causes are in the step's summary.`);
  expect(githubAnnotations(stopped)).toBe("::error title=Could not be judged::Tried POST. The server echoed [masked].");
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

test("every report of a run that registered something ends with it or has it", () => {
  for (const report of [terminalReport, htmlReport, junitReport, ctrfReport, githubSummary]) {
    expect(report(conforming).replaceAll("&#43;", "+")).toContain(
      "This run made 1 registration of +14155550123 (a valid registration).",
    );
  }
});

describe("the curl line", () => {
  const probeOf = (id: string) => {
    const exchange = faulty.exchanges.find(({ probe }) => probe.id === id);
    if (exchange === undefined) throw new Error(`There is no probe ${id}.`);
    return exchange.probe;
  };

  test("takes the key and the token from the environment", () => {
    const line = toCurl(faulty, probeOf("addTwilioNumber"));
    expect(line).toContain('-H "Authorization: Token $HAMSA_API_KEY"');
    expect(line).toContain(`"twilioAuthToken":"'"$TWILIO_AUTH_TOKEN"'"`);
    expect(line).toContain(`-X POST 'http://127.0.0.1/v1/voice-agents/twilio/phone-number'`);
  });

  test("makes a bad key of the real one, and never has it", () => {
    for (const [id, header] of [
      ["bare-key", '"Authorization: $HAMSA_API_KEY"'],
      ["bearer", '"Authorization: Bearer $HAMSA_API_KEY"'],
      ["wrong-key", "'Authorization: Token not-a-key-of-this-api'"],
    ] as const) {
      expect(toCurl(faulty, probeOf(`addTwilioNumber.authentication/${id}`))).toContain(`-H ${header}`);
    }
    for (const { probe } of faulty.exchanges) expect(toCurl(faulty, probe)).not.toContain(REFERENCE_KEY);
  });
});

test("a shell sends with the curl line exactly what was sent, for every request", async () => {
  const token = String(Object(registration.request.example).twilioAuthToken);
  const lines = faulty.exchanges.map(({ probe }) => `${toCurl(faulty, probe)}; echo; echo ---`);
  // Instead of curl, a function that prints its arguments.
  const script = `curl() { printf '%s\\0' "$@"; }\n${lines.join("\n")}`;
  const { stdout } = await run("bash", ["-c", script], {
    env: { ...process.env, HAMSA_API_KEY: REFERENCE_KEY, TWILIO_AUTH_TOKEN: token },
  });
  const sent = stdout
    .split("\n---\n")
    .slice(0, -1)
    .map((each) => each.split("\0").slice(0, -1));
  expect(sent).toHaveLength(faulty.exchanges.length);
  for (const [index, { probe }] of faulty.exchanges.entries()) {
    const headers = Object.entries(probe.headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
    const body = probe.body === undefined ? [] : ["--data-raw", probe.body];
    expect(sent[index], probe.id).toEqual([
      "-i",
      "-X",
      probe.method,
      `http://127.0.0.1${probe.path}`,
      ...headers,
      ...body,
    ]);
  }
});

test("a long body is shown by its beginning and around the marked line", () => {
  const items = Array.from({ length: 200 }, (_, id) => ({
    id,
    createdAt: id === 150 ? "yesterday" : "2026-01-01T00:00:00Z",
  }));
  const lines = formatBody(JSON.stringify({ data: items }), conforming.leaks, ["data", 150, "createdAt"]);
  expect(lines.length).toBeLessThan(50);
  expect(lines.filter(({ isMarked }) => isMarked).map(({ text }) => text.trim())).toEqual(['"createdAt": "yesterday"']);
});

test("a faulty item of a long list costs one excerpt, not the list", async () => {
  const long = changeReply(
    "",
    whenPlain(subjectOf(listing)),
    rewriteJson((value) => {
      const [first] = Object(value).data;
      const data = Array.from({ length: 300 }, (_, index) => ({ ...first, label: index === 299 ? 7 : "x" }));
      return { ...Object(value), data };
    }),
    [],
  ).provider;
  const report = terminalReport(await verifyProvider(long));
  expect(report).toContain("data[299].label is 7");
  expect(report.length).toBeLessThan(20_000);
});
