import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { sendAll } from "./exchange/send-all.js";
import { findingsOf } from "./mutants/verdicts-on.js";
import { REGISTRATION } from "./probes/plan.js";
import { probesOf } from "./probes/probes.js";
import type { Provider } from "./reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "./reference/provider.js";
import { serve } from "./reference/serve.js";
import { verify } from "./verdicts/verify.js";

const plan = { apiKey: REFERENCE_KEY, safe: false };

/** A server that answers when told, and knows how many requests wait at once. */
async function crowdedServer() {
  let waiting = 0;
  const crowds: { readonly id: string | undefined; readonly waiting: number }[] = [];
  const server = createServer(async (request, response) => {
    waiting++;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    crowds.push({ id: Buffer.concat(chunks).toString(), waiting });
    // Answered once no further request has come for a turn of the loop or two.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    waiting--;
    response.writeHead(400, { "content-type": "application/json" }).end('{"message":"no"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, crowds };
}

test.for([1, 4])("never sends more than %i requests at once", async (concurrency) => {
  const { url, crowds } = await crowdedServer();
  await sendAll(url, plan, { timeoutMs: 10_000, concurrency });
  const most = Math.max(...crowds.map(({ waiting }) => waiting));
  expect(most).toBeLessThanOrEqual(concurrency);
  if (concurrency > 1) expect(most).toBeGreaterThan(1);
});

test("sends the registration alone, and hands over all exchanges in the plan's order", async () => {
  const { url, crowds } = await crowdedServer();
  const exchanges = await sendAll(url, plan, { timeoutMs: 10_000, concurrency: 4 });
  expect(exchanges.map(({ probe }) => probe.id)).toEqual(probesOf(plan).map(({ id }) => id));
  const registered = exchanges.findIndex(({ probe }) => probe.id === REGISTRATION);
  for (const { waiting } of crowds.slice(0, registered + 1)) expect(waiting).toBe(1);
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

test("sends a gateway's headers with each request, and shows them in no exchange", async () => {
  await using served = await serve(referenceProvider());
  const headers = { "x-gateway": "let-me-in" };
  const exchanges = await sendAll(served.url, plan, { timeoutMs: 10_000, headers });
  expect(served.asked.every((asked) => asked.headers["x-gateway"] === "let-me-in")).toBe(true);
  expect(JSON.stringify(exchanges.map(({ probe }) => probe))).not.toContain("let-me-in");
});

test("sends no more than what the chosen checks need", async () => {
  await using served = await serve(referenceProvider());
  const sending = { timeoutMs: 10_000 };
  const only = ["authentication/bearer"];
  const { judged } = await verify({ target: served.url, plan, strict: false, sending, only });
  expect(judged.map(({ check, is }) => [check.id, is])).toEqual([["authentication/bearer", "kept"]]);
  expect(served.asked).toHaveLength(2);
});
