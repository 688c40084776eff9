import { expect, test } from "vitest";
import { type Check, kept } from "../../src/verify/checks/check.js";
import { checks } from "../../src/verify/checks/checks.js";
import type { Exchange } from "../../src/verify/exchange/exchange.js";
import { sendAll } from "../../src/verify/exchange/send-all.js";
import { evidenceOf, judge } from "../../src/verify/verdicts/judge.js";
import { REFERENCE_KEY, referenceProvider } from "./reference/provider.js";
import { serve } from "./reference/serve.js";

const plan = { apiKey: REFERENCE_KEY, safe: false };

async function conformingExchanges(): Promise<Exchange[]> {
  await using served = await serve(referenceProvider());
  return await sendAll(served.url, plan, { timeoutMs: 10_000 });
}

test("an answer that a check can't even look at breaks it", async () => {
  const throwing: Check = {
    ...(checks[0] as Check),
    sends: "every",
    examine: () => {
      throw new TypeError("no such thing");
    },
  };
  const evidence = evidenceOf(plan, await conformingExchanges());
  expect(judge(throwing, evidence)).toMatchObject({ is: "broken", why: "the answer can't be examined: no such thing" });
});

test("one broken exchange outweighs those that keep a promise", async () => {
  const evidence = evidenceOf(plan, await conformingExchanges());
  const onlyOnce: Check = {
    ...(checks[0] as Check),
    sends: "every",
    examine: ({ probe }) => (probe.id === "addTwilioNumber" ? { is: "broken", why: "once" } : kept),
  };
  expect(judge(onlyOnce, evidence)).toEqual({ is: "broken", why: "once", probes: ["addTwilioNumber"] });
});

test("every check has a sentence of its own, and a clause that the description has", async () => {
  const { at } = await import("../../src/verify/operations/description.js");
  const sentences = checks.map(({ sentence }) => sentence);
  expect(sentences).toEqual([...new Set(sentences)]);
  for (const { id, clause } of checks) expect(at(clause), `${id}: ${clause}`).toBeDefined();
});
