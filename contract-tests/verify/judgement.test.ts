import { describe, expect, test } from "vitest";
import { partAt } from "../../openapi/read.js";
import { type Check, fail, type Opinion, pass, skip } from "../../src/verify/checks/check.js";
import { checks } from "../../src/verify/checks/checks.js";
import type { Exchange, Failure } from "../../src/verify/exchange/exchange.js";
import { sendAll } from "../../src/verify/exchange/send-all.js";
import { registration } from "../../src/verify/operations/description.js";
import { UNKNOWN_PATH } from "../../src/verify/probes/plan.js";
import { gatherEvidence, judge } from "../../src/verify/verdicts/judge.js";
import { json, type Reply } from "./reference/messages.js";
import { plainExchange } from "./reference/plain-exchanges.js";
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

/** A check of every exchange with an opinion for each, by the id of its request. */
function checkWith(opinions: Readonly<Record<string, Opinion>>): Check {
  return { ...(checks[0] as Check), needs: Object.keys(opinions), examine: ({ probe }) => opinions[probe.id] ?? pass };
}

describe("the verdict of a check", () => {
  const ids = ["addTwilioNumber", "listPhoneNumbers", "addTwilioNumber.protocol/empty-body"] as const;
  const evidence = gatherEvidence(
    plan,
    ids.map((id) => plainExchange(plan, id, json(200, {}))),
  );

  test.for<readonly [string, readonly [Opinion, Opinion, Opinion], object]>([
    [
      "is failed by those that fail, with the reason and the place of the first",
      [pass, fail("one", ["data", 0]), fail("two")],
      { status: "failed", reason: "one", place: ["data", 0], probes: [ids[1], ids[2]] },
    ],
    [
      "is failed without a place if the failure has none",
      [fail("one"), skip("two"), pass],
      { status: "failed", reason: "one", probes: [ids[0]] },
    ],
    ["is passed by those that pass", [skip("one"), pass, pass], { status: "passed", probes: [ids[1], ids[2]] }],
    [
      "is skipped by all, with the last reason",
      [skip("one"), skip("two"), skip("three")],
      { status: "skipped", reason: "three", probes: ids },
    ],
    [
      "has no secret and no long reason",
      [fail(`${REFERENCE_KEY} ${"x".repeat(300)}`), pass, pass],
      { status: "failed", reason: `[masked] ${"x".repeat(291)}…`, probes: [ids[0]] },
    ],
  ])("%s", ([, opinions, verdict]) => {
    const check = checkWith(Object.fromEntries(ids.map((id, index) => [id, opinions[index] as Opinion])));
    expect(judge(check, evidence)).toStrictEqual(verdict);
  });

  test.for([
    ["its request is not sent in safe mode", REFERENCE_KEY, "addTwilioNumber"],
    [
      "its request can't be made from the key, in safe mode too",
      "0123456789",
      "addTwilioNumber.authentication/other-case",
    ],
  ] as const)("is skipped without exchanges if %s", ([, apiKey, id]) => {
    const safe = gatherEvidence({ apiKey, safe: true }, []);
    expect(judge(checkWith({ [id]: pass }), safe)).toStrictEqual({
      status: "skipped",
      reason:
        id === "addTwilioNumber"
          ? "safe mode doesn't send it, because a broken server could register it"
          : "its request can't be made from this key",
      probes: [],
    });
  });
});

describe("a response", () => {
  const prisms = (name: string) => json(404, { type: `https://stoplight.io/prism/errors#${name}` });
  const atMock = plainExchange(plan, UNKNOWN_PATH, prisms("NO_PATH_MATCHED_ERROR"));
  const atServer = plainExchange(plan, UNKNOWN_PATH, json(404, {}));
  const example = json(200, registration.success.example);
  const failed = fail("no");
  const own = skip("Prism responded itself, not for the API");

  test.for<readonly [string, Exchange, Reply | Failure, Opinion, Opinion]>([
    ["of Prism that is its own error is not judged", atServer, prisms("UNPROCESSABLE_ENTITY"), failed, own],
    ["of Prism that is its failure to fetch is not judged", atMock, json(500, { type: "FetchError" }), failed, own],
    [
      "of Prism that is its failure with a code is not judged",
      atMock,
      json(500, { error: { code: "E" } }),
      failed,
      own,
    ],
    [
      "of a mock that is an example is not blamed",
      atMock,
      example,
      failed,
      skip("a static mock responds with examples: no"),
    ],
    ["of a mock that is an example can pass", atMock, example, pass, pass],
    ["of a mock that is not an example can fail", atMock, json(200, { success: true }), failed, failed],
    ["of a mock that is not JSON can fail", atMock, { status: 200, headers: {}, body: "" }, failed, failed],
    ["of a mock that is missing can fail", atMock, { reason: "broken off", detail: "" }, failed, failed],
  ])("%s", ([, first, result, opinion, verdict]) => {
    const exchanges = [first, plainExchange(plan, "addTwilioNumber", result)];
    expect(judge(checkWith({ addTwilioNumber: opinion }), gatherEvidence(plan, exchanges))).toEqual({
      ...verdict,
      probes: ["addTwilioNumber"],
    });
  });

  test.for<readonly [string, Reply]>([
    ["has the type of a failure to fetch", json(500, { type: "FetchError" })],
    ["has a code", json(500, { error: { code: "E" } })],
    ["is an example", example],
  ])("of another server is judged, even one that %s", ([, reply]) => {
    const exchanges = [atServer, plainExchange(plan, "addTwilioNumber", reply)];
    expect(judge(checkWith({ addTwilioNumber: failed }), gatherEvidence(plan, exchanges))).toMatchObject(failed);
  });
});

test("every check has a sentence of its own, and a clause that the description has", async () => {
  const { description } = await import("../../src/verify/operations/description.js");
  const sentences = checks.map(({ title }) => title);
  expect(sentences).toEqual([...new Set(sentences)]);
  for (const { id, pointer } of checks)
    expect(partAt(description.document, pointer), `${id}: ${pointer}`).toBeDefined();
});
