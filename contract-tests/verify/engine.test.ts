import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { describeInterruption } from "../../src/command/verify/interruption.js";
import { sendAll } from "../../src/verify/exchange/send-all.js";
import { listing, registration } from "../../src/verify/operations/description.js";
import { subjectOf } from "../../src/verify/operations/operations.js";
import type { Plan } from "../../src/verify/probes/plan.js";
import { buildProbes } from "../../src/verify/probes/probes.js";
import { githubAnnotations, githubSummary } from "../../src/verify/reports/github.js";
import { junitReport } from "../../src/verify/reports/junit.js";
import { terminalReport } from "../../src/verify/reports/terminal.js";
import { verify } from "../../src/verify/verdicts/verify.js";
import { changeReply, rewriteJson, whenPlain, whenStatus } from "./mutants/mutant.js";
import { listFailed, verifyProvider } from "./mutants/run-verification.js";
import { exchangeInProcess } from "./reference/in-process.js";
import { json, type Provider } from "./reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "./reference/provider.js";

const plan: Plan = { apiKey: REFERENCE_KEY, safe: false };
const verification = {
  target: "http://127.0.0.1",
  plan,
  strict: false,
  sending: { timeoutMs: 10_000, concurrency: 4 },
};

/** A registration with another label than was sent, which is advice and no breach. */
const advised = changeReply(
  "",
  whenStatus(200),
  rewriteJson((value) => ({ ...Object(value), data: { ...Object(value).data, label: "x".repeat(5_000) } })),
  [],
).provider;

test("advice is a failure in no report of a run that is not strict, and in each of one that is", async () => {
  const [lenient, strict] = [await verifyProvider(advised), await verifyProvider(advised, {}, true)];
  expect(junitReport(lenient)).toMatch(/<testsuites [^>]*failures="0"/);
  expect(junitReport(lenient)).not.toContain("<failure");
  expect(githubAnnotations(lenient)).toMatch(/^::warning /);
  expect(junitReport(strict)).toContain("<failure");
  expect(githubAnnotations(strict)).toMatch(/^::error /);
});

test("a long response is cut in every report for people", async () => {
  const run = await verifyProvider(advised, {}, true);
  for (const report of [terminalReport, githubSummary]) expect(report(run)).not.toContain("x".repeat(1_000));
});

test("nothing that a server writes is markup in the summary", async () => {
  const hostile = changeReply(
    "",
    whenStatus(200),
    rewriteJson((value) => ({ ...Object(value), data: "`a` [b](c) *d* _e_ <f>" })),
    [],
  );
  const summary = githubSummary(await verifyProvider(hostile.provider));
  const row = summary.split("\n").find((line) => line.includes("AddTwilioNumberResponse.data/type")) ?? "";
  expect(row).not.toBe("");
  expect(row.replace(/`[\w./[\]]+`/g, "")).not.toMatch(/[`[\]*_<>]/);
});

test("a 429 instead of a rejection is not a verdict", async () => {
  const conforming = referenceProvider();
  const rateLimiting: Provider = (request) => {
    const reply = conforming(request);
    return reply.status === 400 ? json(429, { message: "slow down" }) : reply;
  };
  const { results } = await verifyProvider(rateLimiting);
  const ofContent = results.filter(({ check }) => check.id.startsWith("AddTwilioNumberRequest"));
  expect(ofContent.length).toBeGreaterThan(10);
  expect(ofContent.map(({ status }) => status)).toEqual(ofContent.map(() => "skipped"));
});

test("after a 429 the requests are sent one by one", async () => {
  let open = 0;
  let received = 0;
  const crowds: number[] = [];
  const server = createServer(async (request, response) => {
    open++;
    await request.resume().toArray();
    // Long enough for the next to arrive, if it does not wait for this response.
    await setTimeout(5);
    const isLimited = ++received === 6;
    if (received > 6) crowds.push(open);
    open--;
    response.writeHead(isLimited ? 429 : 400, { "content-type": "application/json", "retry-after": "0" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  await sendAll(`http://127.0.0.1:${port}`, plan, { timeoutMs: 10_000, concurrency: 4 });
  // Three may have been open already.
  expect(crowds.length).toBeGreaterThan(10);
  expect(crowds.slice(3)).toEqual(crowds.slice(3).map(() => 1));
});

describe("a person who interrupts", () => {
  const probes = buildProbes(plan);
  const position = probes.findIndex(({ id }) => id === registration.operationId);
  const done = probes
    .slice(0, position)
    .map((probe) => ({ probe, durationMs: 1, response: { ...json(404, {}), body: Buffer.of() } }));

  test("the registration reads that it may have been made", () => {
    expect(describeInterruption(verification, done)).toBe(
      `Stopped. ${position} of ${probes.length} requests had a response, and 1 more may have been sent. It may have made 1 registration of +14155550123 (a valid registration).`,
    );
  });

  test("later requests reads what has been made, and what may have been", () => {
    const success = { ...json(200, { success: true }), body: Buffer.from('{"success":true}') };
    const registered = [...done, { probe: probes[position] as (typeof probes)[0], durationMs: 1, response: success }];
    expect(describeInterruption(verification, registered)).toMatch(
      /and 4 more may have been sent\. This run made 1 registration of \+14155550123 \(a valid registration\)\. It may have made/,
    );
  });

  test("a run of a few checks reads how many requests it had", () => {
    const only = ["addTwilioNumber.authentication/bearer"];
    expect(describeInterruption({ ...verification, only }, [])).toMatch(/^Stopped\. 0 of 2 requests/);
  });
});

test("a full page does not mean that the registered number is missing", async () => {
  const full = changeReply(
    "",
    whenPlain(subjectOf(listing)),
    rewriteJson((value) => {
      const { data, ...envelope } = Object(value);
      const [first] = data;
      const others = Array.from({ length: 10 }, (_, index) => ({
        ...first,
        id: `00000000-0000-4000-8000-00000000000${index}`,
        number: `+1415555020${index}`,
      }));
      return { ...envelope, data: others };
    }),
    [],
  ).provider;
  const run = await verifyProvider(full);
  expect(listFailed(run)).toEqual([]);
  expect(run.results.find(({ check }) => check.id === "listPhoneNumbers/registered")?.status).toBe("skipped");
});

test("a key without letters has no other case, and its check is skipped with that reason", async () => {
  const apiKey = "0123456789";
  const id = "addTwilioNumber.authentication/other-case";
  expect(buildProbes({ ...plan, apiKey }).map((probe) => probe.id)).not.toContain(id);
  const run = await verifyProvider(referenceProvider({ isKey: (given) => given === `Token ${apiKey}` }), { apiKey });
  expect(run.results.find(({ check }) => check.id === id)?.reason).toBe("its request can't be made from this key");
});

test("what was not exercised is not covered", async () => {
  const { coverage } = await verifyProvider(referenceProvider());
  const missed = Object.fromEntries(coverage.map((share) => [share.kind, share.missed]));
  expect(missed.statuses).toEqual(["429", "default"]);
  // No response had a voice agent, nor an error a success.
  expect(missed.constraints).toEqual(
    expect.arrayContaining(["AddTwilioNumberResponse.data.voiceAgentId/format", "ErrorResponse.success/const"]),
  );
  // Nor was it judged in safe mode whether a label is required.
  const safe = await verifyProvider(referenceProvider(), { safe: true });
  expect(safe.coverage.find(({ kind }) => kind === "constraints")?.missed).toContain(
    "AddTwilioNumberRequest.label/required",
  );
});

describe("a known failure", () => {
  const id = "AddTwilioNumberResponse.data.id/format";
  const broken = changeReply(
    "",
    whenStatus(200),
    ({ body }) => ({ body: String(body).replace(/"id":"/, "$&x") }),
    [],
  ).provider;
  const runWith = (provider: Provider, known: readonly string[]) =>
    verify({ ...verification, known, sending: { timeoutMs: 1_000, exchange: exchangeInProcess(provider) } });

  test("does not fail the run, and is named in its report", async () => {
    const run = await runWith(broken, [id]);
    expect(terminalReport(run)).toContain(`Known failures, which don't fail the run: ${id}`);
    expect(terminalReport(run)).toContain("✓ Keeps the contract");
    expect(junitReport(run)).toMatch(/failures="0"/);
  });

  test("hides no other failure", async () => {
    expect(terminalReport(await runWith(broken, ["secrets/api-key"]))).toContain("✗ Breaks the contract");
  });

  test("that passes is said to be fixed", async () => {
    expect(terminalReport(await runWith(referenceProvider(), [id]))).toContain(`so they can be removed: ${id}`);
  });
});

test("one chosen check sends what it needs, and the probe that shows whether this is the API", async () => {
  for (const [id, sent] of [
    ["AddTwilioNumberResponse.data.createdAt/format", ["protocol/unknown-path", "addTwilioNumber"]],
    ["ListPhoneNumbersResponse/type", undefined],
  ] as const) {
    const sending = { timeoutMs: 1_000, exchange: exchangeInProcess(referenceProvider()) };
    const run = await verify({ ...verification, sending, only: [id] });
    expect(run.results.map(({ check, status }) => [check.id, status])).toEqual([[id, "passed"]]);
    const ids = run.exchanges.map(({ probe }) => probe.id);
    if (sent !== undefined) expect(ids).toEqual(sent);
    else expect(ids.slice(1).every((each) => each.startsWith(listing.operationId))).toBe(true);
  }
});
