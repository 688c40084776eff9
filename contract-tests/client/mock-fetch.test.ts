import { describe, expect, test } from "vitest";
import { ApiError, ConnectionError, createHamsaClient, TimeoutError } from "../../src/index.js";
import { createMockFetch } from "../../src/testing.js";
import { thrownBy } from "../support/clients.js";
import { describedAnswers, registration } from "../support/description.js";
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

  test.for(describedAnswers())("answers with the $name example of $status", async ({ status, name, body }) => {
    const response = await createMockFetch({
      status: status === "default" ? 418 : Number(status),
      example: name,
    })("https://api.example.com");
    expect(response.status).toBe(status === "default" ? 418 : Number(status));
    expect(await response.json()).toEqual(body);
  });

  test("answers a status that the description leaves open with its default example", async () => {
    const error = await thrownBy(clientWith(createMockFetch({ status: 409 })).addTwilioNumber(syntheticParams));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 409, body: registration.answers.default?.examples.otherError?.value });
  });

  test("sends the headers that the description shows", async () => {
    const response = await createMockFetch({ status: 429 })("https://api.example.com");
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
      /status 200 has no example nonsense; it has published, synthetic/,
    );
  });
});
