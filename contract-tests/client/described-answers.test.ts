import { describe, expect, inject, test } from "vitest";
import { ApiError, createHamsaClient, RateLimitError } from "../../src/index.js";
import { responseExamples } from "../../src/verify/operations/description.js";
import { syntheticParams } from "../support/params.js";

/** A status that the description covers only with `default`. */
const UNDESCRIBED_STATUS = "409";

/** A client whose requests make Prism respond with one named example. */
function createClientFor(status: string, example: string) {
  const code = status === "default" ? UNDESCRIBED_STATUS : status;
  return createHamsaClient({
    apiKey: "an-api-key",
    baseUrl: inject("prismUrl"),
    headers: { Prefer: `code=${code}, example=${example}` },
    maxRetries: 0,
  });
}

const successes = responseExamples().filter(({ status }) => status.startsWith("2"));
const errors = responseExamples().filter(({ status }) => !status.startsWith("2"));

describe("a described success", () => {
  test.for(successes)("returns the number of the $name example of $status", async ({ status, name, body }) => {
    const { data } = body as { data: { number: string } };
    const params = { ...syntheticParams, phoneNumber: data.number };
    expect(await createClientFor(status, name).addTwilioNumber(params)).toEqual(data);
  });
});

describe("a described error", () => {
  test.for(errors)("throws the body of the $name example of $status", async ({ status, name, body }) => {
    const error = await createClientFor(status, name)
      .addTwilioNumber(syntheticParams)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: Number(status === "default" ? UNDESCRIBED_STATUS : status),
      outcome: "rejected",
      body,
    });
    expect((error as ApiError).message).toContain((body as { message: string }).message);
  });

  test("has the time that a 429 asks to wait", async () => {
    const error = await createClientFor("429", "tooManyRequests")
      .addTwilioNumber(syntheticParams)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RateLimitError);
    expect((error as RateLimitError).retryAfterMs).toBe(30_000);
  });

  test.for(responseExamples())("reaches `http` as the $name example of $status", async ({ status, name, body }) => {
    const { data, error } = await createClientFor(status, name).http.POST("/v1/voice-agents/twilio/phone-number", {
      body: syntheticParams,
    });
    expect(data ?? error).toEqual(body);
  });
});
