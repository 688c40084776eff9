import { describe, expect, test } from "vitest";
import type { Schema } from "../../openapi/read.js";
import { isBreach } from "../../openapi/vocabulary.js";
import { sendAll } from "../../src/verify/exchange/send-all.js";
import { constraintsOf } from "../../src/verify/operations/constraints.js";
import { listing, operations, registration } from "../../src/verify/operations/description.js";
import { violatedConstraints } from "../../src/verify/operations/violated-constraints.js";
import { acceptingTooMuch } from "./mutants/requests.js";
import { listFailed, verifyTarget } from "./mutants/run-verification.js";
import { parseJson, type ReceivedRequest } from "./reference/messages.js";
import { conforming, REFERENCE_KEY, referenceProvider } from "./reference/provider.js";
import { serve } from "./reference/serve.js";

const LIMITS = { timeoutMs: 10_000 };
const params = { ...(registration.request.example as object), phoneNumber: "+14155550177" };

/** Every request that safe mode sends to the reference provider. */
async function collectSafeRequests(): Promise<readonly ReceivedRequest[]> {
  await using served = await serve(referenceProvider());
  await sendAll(served.url, { apiKey: REFERENCE_KEY, safe: true, params }, LIMITS);
  return served.requests;
}

/** The constraints that the API's own documentation has. Twilio's and undocumented ones don't count. */
const documented = new Set(
  operations
    .flatMap(({ request }) => (request === undefined ? [] : constraintsOf(request.schema)))
    .filter(({ level }) => isBreach(level))
    .map(({ pointer }) => pointer),
);

describe("safe mode", () => {
  test("sends nothing that a conforming provider accepts, except requests for its list", async () => {
    const provider = referenceProvider();
    const accepted = (await collectSafeRequests()).filter((request) => provider(request).status === 200);
    expect(accepted.length).toBeGreaterThan(0);
    for (const { method, path } of accepted) expect(`${method} ${path}`).toMatch(`GET ${listing.path}`);
  });

  test("judges the successful responses of a production server, those to requests for its list", async () => {
    await using served = await serve(referenceProvider());
    const { results } = await verifyTarget(served.url, { safe: true });
    const ofLists = results.filter(({ check }) => /^listPhoneNumbers[./]|^ListPhoneNumbersResponse/.test(check.id));
    expect(ofLists.length).toBeGreaterThan(50);
    expect(ofLists.filter(({ status }) => status !== "passed").map(({ check }) => check.id)).toEqual([
      "listPhoneNumbers.protocol/wrong-method",
      "listPhoneNumbers/registered",
    ]);
  });

  test("sends nothing with the real key unless the API's documentation makes its body invalid", async () => {
    const withRealKey = (await collectSafeRequests()).filter(
      ({ method, headers }) => method !== "GET" && headers.authorization?.includes(REFERENCE_KEY),
    );
    expect(withRealKey.length).toBeGreaterThan(10);
    for (const request of withRealKey) {
      const body = parseJson(request);
      const isInvalid =
        body === undefined ||
        violatedConstraints(body, conforming.operationOf(request)?.request?.schema as Schema).some((each) =>
          documented.has(each),
        );
      expect(isInvalid, request.body).toBe(true);
    }
  });

  test("never sends the params", async () => {
    expect((await collectSafeRequests()).filter(({ body }) => body.includes(params.phoneNumber))).toEqual([]);
  });

  test("sends nothing by another method, and nothing with a key to another path", async () => {
    for (const { method, path, headers } of await collectSafeRequests()) {
      const described = operations.find((operation) => path.split("?")[0] === operation.path);
      expect(method).toBe((described ?? registration).method);
      if (described === undefined) expect(headers.authorization).toBeUndefined();
    }
  });

  test("registers nothing, even with a provider that ignores one rule", async () => {
    const registers = acceptingTooMuch.filter(({ caughtBy }) => caughtBy.some((id) => /bare-key|bearer/.test(id)));
    for (const { provider } of registers) {
      const statuses: number[] = [];
      await using served = await serve((request) => {
        const reply = provider(request);
        if (request.method !== "GET" && request.headers.authorization?.includes(REFERENCE_KEY))
          statuses.push(reply.status);
        return reply;
      });
      await sendAll(served.url, { apiKey: REFERENCE_KEY, safe: true }, LIMITS);
      expect(statuses).not.toContain(200);
    }
  });

  test("still finds a provider that requires no key", async () => {
    const lax = referenceProvider({ isKey: () => true });
    await using served = await serve(lax);
    expect(listFailed(await verifyTarget(served.url, { safe: true }))).toContain(
      "addTwilioNumber.authentication/no-header",
    );
  });

  test("does not take a rejection of the empty body for one of the bare key", async () => {
    const lax = referenceProvider({ isKey: (given) => given?.endsWith(REFERENCE_KEY) ?? false });
    await using served = await serve(lax);
    const { results } = await verifyTarget(served.url, { safe: true });
    expect(results.find(({ check }) => check.id === "addTwilioNumber.authentication/bare-key")).toMatchObject({
      status: "skipped",
    });
  });
});
