import { describe, expect, test } from "vitest";
import { ApiError, ConnectionError, createHamsaClient, TimeoutError } from "../../src/index.js";
import { createMockFetch } from "../../src/testing.js";
import { describedAnswers, listing, operations, registration } from "../../src/verify/operations/description.js";
import { thrownBy } from "../support/clients.js";
import { syntheticParams } from "../support/params.js";

const clientWith = (fetch: ReturnType<typeof createMockFetch>, options = {}) =>
  createHamsaClient({ apiKey: "a-secret-key", fetch, ...options });

describe("createMockFetch", () => {
  test("answers with the well-formed success when nothing is asked of it", async () => {
    const number = await clientWith(createMockFetch()).addTwilioNumber(syntheticParams);
    expect({ data: number }).toMatchObject({
      data: { number: syntheticParams.phoneNumber, label: syntheticParams.label },
    });
  });

  const answers = operations.flatMap((operation) =>
    describedAnswers(operation).map((answer) => ({ ...answer, ...operation })),
  );

  test.for(answers)("answers $operationId with the $name example of $status", async (answer) => {
    const { method, path, name: example, body } = answer;
    const status = answer.status === "default" ? 418 : Number(answer.status);
    const response = await createMockFetch({ status, example })(`https://api.example.com${path}`, { method });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual(body);
  });

  test("answers each operation as that one is to be answered", async () => {
    const fetch = createMockFetch({ status: 409, listPhoneNumbers: { status: 200, example: "empty" } });
    const hamsa = clientWith(fetch);
    expect(await hamsa.listNumbers().toArray()).toEqual([]);
    expect(await thrownBy(hamsa.addTwilioNumber(syntheticParams))).toMatchObject({ status: 409 });
  });

  test("answers behind a base URL with a path, and an operation that there is not with 404", async () => {
    const fetch = createMockFetch();
    const hamsa = clientWith(fetch, { baseUrl: "https://gateway.example/hamsa" });
    expect(await hamsa.findNumber(syntheticParams.phoneNumber)).toMatchObject({ label: syntheticParams.label });
    for (const init of [{ method: "PUT" }, { method: "POST" }]) {
      const response = await fetch(`https://api.example.com${listing.path}`, init);
      expect([response.status, await response.json()]).toEqual([
        404,
        { message: "The description has no such operation" },
      ]);
    }
  });

  test("answers a status that the description leaves open with its default example", async () => {
    const error = await thrownBy(clientWith(createMockFetch({ status: 409 })).addTwilioNumber(syntheticParams));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 409, body: registration.answers.default?.examples.otherError?.value });
  });

  test("sends the headers that the description shows", async () => {
    const response = await createMockFetch({ status: 429 })(`https://api.example.com${listing.path}`);
    expect(response.headers.get("retry-after")).toBe("30");
  });

  test("breaks the connection", async () => {
    const error = await thrownBy(clientWith(createMockFetch({ networkError: true })).addTwilioNumber(syntheticParams));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.outcome).toBe("unknown");
  });

  test("fails with the code that it is given", async () => {
    const fetch = createMockFetch({ networkError: "ECONNREFUSED" });
    const error = await thrownBy(clientWith(fetch, { maxRetries: 0 }).addTwilioNumber(syntheticParams));
    expect(error).toMatchObject({ code: "ECONNREFUSED", outcome: "not-sent" });
  });

  test("waits, and is cut short by a timeout", async () => {
    const fetch = createMockFetch({ delay: 3_600_000 });
    const error = await thrownBy(clientWith(fetch, { timeout: 5 }).addTwilioNumber(syntheticParams));
    expect(error).toBeInstanceOf(TimeoutError);
  });

  test("remembers the requests, their secrets masked", async () => {
    const fetch = createMockFetch();
    await clientWith(fetch).addTwilioNumber(syntheticParams);
    expect(fetch.requests).toMatchObject([
      {
        method: registration.method,
        url: `https://api.tryhamsa.com${registration.path}`,
        headers: { authorization: "Token [masked]", "content-type": "application/json" },
        body: { ...syntheticParams, twilioAuthToken: "[masked]" },
      },
    ]);
    expect(JSON.stringify(fetch.requests)).not.toContain("a-secret-key");
  });

  test("refuses an example that the description does not have, and names those it has", () => {
    expect(() => createMockFetch({ example: "nonsense" })).toThrow(
      /status 200 has no example nonsense; it has published, synthetic, empty/,
    );
    expect(() => createMockFetch({ addTwilioNumber: { example: "empty" } })).toThrow(
      /status 200 has no example empty; it has published, synthetic$/,
    );
  });
});
