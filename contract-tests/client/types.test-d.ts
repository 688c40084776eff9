import { describe, expectTypeOf, test } from "vitest";
import {
  type AddTwilioNumberParams,
  ApiError,
  AuthenticationError,
  type components,
  createHamsaClient,
  HamsaError,
  type Outcome,
  type PhoneNumber,
  RateLimitError,
  type TwilioNumber,
} from "../../src/index.js";

const hamsa = createHamsaClient({ apiKey: "an-api-key" });
declare const params: AddTwilioNumberParams;
declare const error: unknown;

describe("addTwilioNumber", () => {
  test("returns the number out of its envelope", () => {
    expectTypeOf(hamsa.addTwilioNumber).returns.resolves.toEqualTypeOf<TwilioNumber>();
    expectTypeOf<TwilioNumber["voiceAgentId"]>().toEqualTypeOf<string | null>();
  });

  test("rejects a missing, a mistyped and an unknown field", () => {
    const { label: _, ...withoutLabel } = params;
    // @ts-expect-error label is missing
    hamsa.addTwilioNumber(withoutLabel);
    // @ts-expect-error phoneNumber is a string
    hamsa.addTwilioNumber({ ...params, phoneNumber: 14155550123 });
    // @ts-expect-error unknown field
    hamsa.addTwilioNumber({ ...params, phonenumber: "+14155550123" });
  });

  test("rejects an unknown option", () => {
    // @ts-expect-error unknown option
    hamsa.addTwilioNumber(params, { retries: 3 });
    // @ts-expect-error unknown option
    createHamsaClient({ key: "an-api-key" });
  });
});

describe("an ApiError", () => {
  test("has the described body of its status, if the response had that shape", () => {
    if (!(error instanceof ApiError)) return;
    if (error.status === 400) {
      expectTypeOf(error.body).toEqualTypeOf<components["schemas"]["ErrorResponse"] | undefined>();
    }
    if (error.status === 409) {
      expectTypeOf(error.body).toEqualTypeOf<components["schemas"]["ErrorResponse"] | undefined>();
    }
    expectTypeOf(error.outcome).toEqualTypeOf<Outcome>();
    expectTypeOf(error.excerpt).toEqualTypeOf<string>();
  });

  test("has any number as its status", () => {
    if (!(error instanceof ApiError)) return;
    if (error.status === 520) expectTypeOf(error.excerpt).toEqualTypeOf<string>();
    // @ts-expect-error a status is a number
    if (error.status === "520") return;
    switch (error.status) {
      case 401:
      case 404:
      case 500:
        expectTypeOf(error.body?.message).toEqualTypeOf<string | string[] | undefined>();
    }
  });

  test("is the base class of authentication and rate limit errors", () => {
    if (error instanceof RateLimitError) expectTypeOf(error.retryAfterMs).toEqualTypeOf<number | undefined>();
    if (error instanceof AuthenticationError) expectTypeOf(error.status).toEqualTypeOf<number>();
    if (error instanceof HamsaError) expectTypeOf(error.requestId).toEqualTypeOf<string | undefined>();
  });
});

describe("ensureTwilioNumber", () => {
  test("returns at least the identifier, the number and its label", async () => {
    const { number, created } = await hamsa.ensureTwilioNumber(params);
    expectTypeOf(number.id).toEqualTypeOf<string>();
    expectTypeOf(number.number).toEqualTypeOf<string>();
    expectTypeOf(number.label).toEqualTypeOf<string>();
    expectTypeOf(created).toEqualTypeOf<boolean>();
  });

  test("accepts the params of a registration", () => {
    expectTypeOf<Parameters<typeof hamsa.ensureTwilioNumber>[0]>().toEqualTypeOf<AddTwilioNumberParams>();
  });
});

describe("the list", () => {
  test("is an async iterable of described numbers", async () => {
    for await (const number of hamsa.listPhoneNumbers()) expectTypeOf(number).toEqualTypeOf<PhoneNumber>();
    expectTypeOf(await hamsa.listPhoneNumbers({ provider: "SIP" }).toArray()).toEqualTypeOf<PhoneNumber[]>();
    expectTypeOf(await hamsa.findPhoneNumber("+14155550123")).toEqualTypeOf<PhoneNumber | undefined>();
  });

  test("rejects unknown filters, and pages, which the client counts", () => {
    // @ts-expect-error unknown provider
    hamsa.listPhoneNumbers({ provider: "VONAGE" });
    // @ts-expect-error the client counts the pages
    hamsa.listPhoneNumbers({ skip: "2" });
  });
});

test("`http` is typed by the description", async () => {
  const { data, error: refusal } = await hamsa.http.POST("/v1/voice-agents/twilio/phone-number", { body: params });
  if (data) expectTypeOf(data.data).toEqualTypeOf<TwilioNumber>();
  else expectTypeOf(refusal).toEqualTypeOf<components["schemas"]["ErrorResponse"]>();
  // @ts-expect-error no such path
  hamsa.http.POST("/v1/voice-agents/phone-number", { body: params });
});
