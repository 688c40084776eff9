import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { sendAll } from "../../src/verify/exchange/send-all.js";
import { probesOf } from "../../src/verify/probes/probes.js";
import { githubAnnotations } from "../../src/verify/reports/github.js";
import { htmlReport } from "../../src/verify/reports/html.js";
import { jsonReport } from "../../src/verify/reports/json.js";
import { junitReport } from "../../src/verify/reports/junit.js";
import { terminalReport } from "../../src/verify/reports/terminal.js";
import { verify } from "../../src/verify/verdicts/verify.js";
import { answering, whenStatus } from "./mutants/mutant.js";
import { findingsOf } from "./mutants/verdicts-on.js";
import type { Provider } from "./reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "./reference/provider.js";
import { serve } from "./reference/serve.js";

const plan = { apiKey: REFERENCE_KEY, safe: false };

const afterRegistration = probesOf(plan).findLastIndex(({ changes }) => changes) + 1;

/**
 * A server that counts the requests that wait for it with each. After the registration it answers
 * nobody until that many wait: how quickly a server answers must not decide what is seen.
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

test.for([1, 2, 4])("sends up to %i requests at once, and never more", async (concurrency) => {
  const { url, crowds } = await crowdedServer(concurrency);
  await sendAll(url, plan, { timeoutMs: 10_000, concurrency });
  expect(Math.max(...crowds)).toBe(concurrency);
});

test("sends the registration alone, and hands over all exchanges in the plan's order", async () => {
  const { url, crowds } = await crowdedServer(4);
  const exchanges = await sendAll(url, plan, { timeoutMs: 10_000, concurrency: 4 });
  expect(exchanges.map(({ probe }) => probe.id)).toEqual(probesOf(plan).map(({ id }) => id));
  expect(crowds.slice(0, afterRegistration)).toEqual(Array(afterRegistration).fill(1));
});

test("asks again after the pause that a 429 asks for, and goes on", async () => {
  const conforming = referenceProvider();
  let refused = 0;
  const limiting: Provider = (asked) => {
    const reply = conforming(asked);
    if (reply.status !== 400 || refused > 2) return reply;
    refused++;
    return { ...reply, status: 429, headers: { ...reply.headers, "retry-after": "0" } };
  };
  const { judged } = await findingsOf(limiting);
  expect(refused).toBe(3);
  const contents = judged.filter(({ check }) => check.id.startsWith("AddTwilioNumberRequest"));
  expect(contents.filter(({ is }) => is !== "kept")).toEqual([]);
});

test("sends a gateway's headers with each request, and shows their values in no report, echoed or not", async () => {
  const gatewayKey = "let-me-in-as-the-gateway";
  const echoing = answering(
    "",
    whenStatus(400),
    (_, asked) => ({ body: JSON.stringify({ message: asked.headers }) }),
    [],
  );
  await using served = await serve(echoing.provider);
  const sending = { timeoutMs: 10_000, headers: { "x-gateway": gatewayKey } };
  const findings = await verify({
    target: served.url,
    plan: { ...plan, otherSecrets: [gatewayKey] },
    strict: true,
    sending,
  });
  expect(served.asked.every((asked) => asked.headers["x-gateway"] === gatewayKey)).toBe(true);
  expect(findings.judged.filter(({ is }) => is === "broken")).not.toEqual([]);
  for (const report of [terminalReport, jsonReport, junitReport, htmlReport, githubAnnotations]) {
    expect(report(findings)).not.toContain(gatewayKey);
  }
});

test("sends no more than what the chosen checks need", async () => {
  await using served = await serve(referenceProvider());
  const sending = { timeoutMs: 10_000 };
  const only = ["addTwilioNumber.authentication/bearer"];
  const { judged } = await verify({ target: served.url, plan, strict: false, sending, only });
  expect(judged.map(({ check, is }) => [check.id, is])).toEqual([["addTwilioNumber.authentication/bearer", "kept"]]);
  expect(served.asked).toHaveLength(2);
});
