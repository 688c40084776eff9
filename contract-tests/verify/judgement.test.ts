import { expect, test } from "vitest";
import { partAt } from "../../openapi/read.js";
import { type Check, pass } from "../../src/verify/checks/check.js";
import { checks } from "../../src/verify/checks/checks.js";
import type { Exchange } from "../../src/verify/exchange/exchange.js";
import { sendAll } from "../../src/verify/exchange/send-all.js";
import { gatherEvidence, judge } from "../../src/verify/verdicts/judge.js";
import { REFERENCE_KEY, referenceProvider } from "./reference/provider.js";
import { serve } from "./reference/serve.js";

const plan = { apiKey: REFERENCE_KEY, safe: false };

async function conformingExchanges(): Promise<Exchange[]> {
  await using served = await serve(referenceProvider());
  return await sendAll(served.url, plan, { timeoutMs: 10_000 });
}

test("a response that makes a check throw fails it", async () => {
  const throwing: Check = {
    ...(checks[0] as Check),
    needs: "every",
    examine: () => {
      throw new TypeError("no such thing");
    },
  };
  const evidence = gatherEvidence(plan, await conformingExchanges());
  expect(judge(throwing, evidence)).toMatchObject({
    status: "failed",
    reason: "the response can't be examined: no such thing",
  });
});

test("one failed exchange outweighs those that pass", async () => {
  const evidence = gatherEvidence(plan, await conformingExchanges());
  const onlyOnce: Check = {
    ...(checks[0] as Check),
    needs: "every",
    examine: ({ probe }) => (probe.id === "addTwilioNumber" ? { status: "failed", reason: "once" } : pass),
  };
  expect(judge(onlyOnce, evidence)).toEqual({ status: "failed", reason: "once", probes: ["addTwilioNumber"] });
});

test("every check has a sentence of its own, and a clause that the description has", async () => {
  const { description } = await import("../../src/verify/operations/description.js");
  const sentences = checks.map(({ title }) => title);
  expect(sentences).toEqual([...new Set(sentences)]);
  for (const { id, pointer } of checks)
    expect(partAt(description.document, pointer), `${id}: ${pointer}`).toBeDefined();
});
