import { describe, expect, test } from "vitest";
import { isBreach } from "../../openapi/vocabulary.js";
import { sendAll } from "../../src/verify/exchange/send-all.js";
import { constraintsOf } from "../../src/verify/operations/constraints.js";
import { listing, operations, registration } from "../../src/verify/operations/description.js";
import { violatedConstraints } from "../../src/verify/operations/violated-constraints.js";
import { acceptingTooMuch } from "./mutants/requests.js";
import { brokenIn, findingsOn } from "./mutants/verdicts-on.js";
import { type Asked, parsed } from "./reference/messages.js";
import { conforming, REFERENCE_KEY, referenceProvider } from "./reference/provider.js";
import { serve } from "./reference/serve.js";

const LIMITS = { timeoutMs: 10_000 };
const params = { ...(registration.request.examples.synthetic?.value as object), phoneNumber: "+14155550177" };

/** Everything that safe mode asks of a provider which keeps a record. */
async function askedSafely(): Promise<readonly Asked[]> {
  await using served = await serve(referenceProvider());
  await sendAll(served.url, { apiKey: REFERENCE_KEY, safe: true, params }, LIMITS);
  return served.asked;
}

/** What the API's own documentation refuses: Twilio's rules and what nobody documents are no ground. */
const grounds = new Set(
  operations
    .flatMap(({ request }) => (request === undefined ? [] : constraintsOf(request.schemaPointer)))
    .filter(({ level }) => isBreach(level))
    .map(({ pointer }) => pointer),
);

describe("safe mode", () => {
  test("sends nothing that a conforming provider accepts, but requests for its list", async () => {
    const provider = referenceProvider();
    const accepted = (await askedSafely()).filter((asked) => provider(asked).status === 200);
    expect(accepted.length).toBeGreaterThan(0);
    for (const { method, path } of accepted) expect(`${method} ${path}`).toMatch(`GET ${listing.path}`);
  });

  test("judges a successful answer of a production server, by its list", async () => {
    await using served = await serve(referenceProvider());
    const { judged } = await findingsOn(served.url, { safe: true });
    const ofLists = judged.filter(({ check }) => /^listPhoneNumbers[./]|^ListPhoneNumbersResponse/.test(check.id));
    expect(ofLists.length).toBeGreaterThan(50);
    expect(ofLists.filter(({ is }) => is !== "kept").map(({ check }) => check.id)).toEqual([
      "listPhoneNumbers.protocol/wrong-method",
      "listPhoneNumbers/registered",
    ]);
  });

  test("sends nothing with the real key that the API's documentation would not refuse for its body alone", async () => {
    const withRealKey = (await askedSafely()).filter(
      ({ method, headers }) => method !== "GET" && headers.authorization?.includes(REFERENCE_KEY),
    );
    expect(withRealKey.length).toBeGreaterThan(10);
    for (const asked of withRealKey) {
      const body = parsed(asked);
      const isRefused =
        body === undefined ||
        violatedConstraints(body, conforming.operationOf(asked)?.request?.schemaPointer ?? "").some((each) =>
          grounds.has(each),
        );
      expect(isRefused, asked.body).toBe(true);
    }
  });

  test("never sends the params", async () => {
    expect((await askedSafely()).filter(({ body }) => body.includes(params.phoneNumber))).toEqual([]);
  });

  test("sends nothing by another method, and nothing with a key to another path", async () => {
    for (const { method, path, headers } of await askedSafely()) {
      const described = operations.find((operation) => path.split("?")[0] === operation.path);
      expect(method).toBe((described ?? registration).method);
      if (described === undefined) expect(headers.authorization).toBeUndefined();
    }
  });

  test("registers nothing even at a provider that overlooks one thing", async () => {
    const registers = acceptingTooMuch.filter(({ caughtBy }) => caughtBy.some((id) => /bare-key|bearer/.test(id)));
    for (const { provider } of registers) {
      const answers: number[] = [];
      await using served = await serve((asked) => {
        const reply = provider(asked);
        if (asked.method !== "GET" && asked.headers.authorization?.includes(REFERENCE_KEY)) answers.push(reply.status);
        return reply;
      });
      await sendAll(served.url, { apiKey: REFERENCE_KEY, safe: true }, LIMITS);
      expect(answers).not.toContain(200);
    }
  });

  test("still finds a provider that asks for no key", async () => {
    const lax = referenceProvider({ isKey: () => true });
    await using served = await serve(lax);
    expect(brokenIn(await findingsOn(served.url, { safe: true }))).toContain(
      "addTwilioNumber.authentication/no-header",
    );
  });

  test("does not take a refusal of the empty body for one of the bare key", async () => {
    const lax = referenceProvider({ isKey: (given) => given?.endsWith(REFERENCE_KEY) ?? false });
    await using served = await serve(lax);
    const { judged } = await findingsOn(served.url, { safe: true });
    expect(judged.find(({ check }) => check.id === "addTwilioNumber.authentication/bare-key")).toMatchObject({
      is: "not judged",
    });
  });
});
