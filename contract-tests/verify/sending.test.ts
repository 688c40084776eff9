import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { sendAll } from "../../src/verify/exchange/send-all.js";
import { changesSomething } from "../../src/verify/probes/probe.js";
import { buildProbes } from "../../src/verify/probes/probes.js";
import { githubAnnotations } from "../../src/verify/reports/github.js";
import { htmlReport } from "../../src/verify/reports/html.js";
import { jsonReport } from "../../src/verify/reports/json.js";
import { junitReport } from "../../src/verify/reports/junit.js";
import { terminalReport } from "../../src/verify/reports/terminal.js";
import { verify } from "../../src/verify/verdicts/verify.js";
import { changeReply, whenStatus } from "./mutants/mutant.js";
import { REFERENCE_KEY, referenceProvider } from "./reference/provider.js";
import { serve } from "./reference/serve.js";

const plan = { apiKey: REFERENCE_KEY, safe: false };

const afterRegistration = buildProbes(plan).findLastIndex(changesSomething) + 1;

/**
 * A server that counts the open requests whenever one arrives. After the registration it responds only once
 * `company` requests are open, so that its speed doesn't decide the result.
 */
async function crowdedServer(company: number) {
  let waiting = 0;
  const crowds: number[] = [];
  let complete = () => {};
  const completed = new Promise<void>((resolve) => {
    complete = resolve;
  });
  const server = createServer(async (request, response) => {
    crowds.push(++waiting);
    if (waiting === company) complete();
    if (crowds.length > afterRegistration) await completed;
    await request.resume().toArray();
    waiting--;
    response.writeHead(400, { "content-type": "application/json" }).end('{"message":"no"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, crowds };
}

test.for([1, 2, 4])("keeps up to %i requests open, and never more", async (concurrency) => {
  const { url, crowds } = await crowdedServer(concurrency);
  await sendAll(url, plan, { timeoutMs: 10_000, concurrency });
  expect(Math.max(...crowds)).toBe(concurrency);
});

test("sends the registration alone, and yields all exchanges in the plan's order", async () => {
  const { url, crowds } = await crowdedServer(4);
  const exchanges = await sendAll(url, plan, { timeoutMs: 10_000, concurrency: 4 });
  expect(exchanges.map(({ probe }) => probe.id)).toEqual(buildProbes(plan).map(({ id }) => id));
  expect(crowds.slice(0, afterRegistration)).toEqual(Array(afterRegistration).fill(1));
});

test("sends a gateway's headers with each request, and prints their values in no report, echoed or not", async () => {
  const gatewayKey = "let-me-in-as-the-gateway";
  const echoing = changeReply(
    "",
    whenStatus(400),
    (_, request) => ({ body: JSON.stringify({ message: request.headers }) }),
    [],
  );
  await using served = await serve(echoing.provider);
  const sending = { timeoutMs: 10_000, headers: { "x-gateway": gatewayKey } };
  const run = await verify({
    target: served.url,
    plan: { ...plan, otherSecrets: [gatewayKey] },
    strict: true,
    sending,
  });
  expect(served.requests.every((request) => request.headers["x-gateway"] === gatewayKey)).toBe(true);
  expect(run.results.filter(({ status }) => status === "failed")).not.toEqual([]);
  for (const report of [terminalReport, jsonReport, junitReport, htmlReport, githubAnnotations]) {
    expect(report(run)).not.toContain(gatewayKey);
  }
});

test("sends only what the chosen checks need", async () => {
  await using served = await serve(referenceProvider());
  const sending = { timeoutMs: 10_000 };
  const only = ["addTwilioNumber.authentication/bearer"];
  const { results } = await verify({ target: served.url, plan, strict: false, sending, only });
  expect(results.map(({ check, status }) => [check.id, status])).toEqual([
    ["addTwilioNumber.authentication/bearer", "passed"],
  ]);
  expect(served.requests).toHaveLength(2);
});
