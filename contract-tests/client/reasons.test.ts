import { describe, expect, test } from "vitest";
import { type ApiError, RateLimitError } from "../../src/index.js";
import { success } from "../support/behaviors.js";
import { catchError, catchRegistrationError, createClient } from "../support/clients.js";
import { syntheticParams } from "../support/params.js";

const URL = "https://api.example.com";

const catchErrorFor = (body: string, init: ResponseInit) =>
  catchRegistrationError(URL, { fetch: async () => new Response(body, init), maxRetries: 0 });

/** What the error says about a rejection with this body, after "responded with 400". */
async function describeRejection(body: string): Promise<string | undefined> {
  const error = await catchErrorFor(body, { status: 400 });
  return /^POST \S+ responded with 400(.*)\. The number was not registered\.$/s.exec(error.message)?.[1];
}

describe("the reason of a rejection is", () => {
  const X = "x".repeat(300);
  test.for<readonly [what: string, message: unknown, shown: string]>([
    ["shown without a full stop of its own", "The label is taken.", ": The label is taken"],
    ["shown with every other full stop", "Not e.164. Add a +", ": Not e.164. Add a +"],
    ["shown without spaces around it", "  taken\n", ": taken"],
    ["shown without control characters around it", "\u0007\u001b taken.\u0007", ": taken"],
    ["whole with 300 characters", X, `: ${X}`],
    ["cut after 300 characters", `${X}y`, `: ${X}…`],
    ["each of several", ["label is empty", "id is odd"], ": label is empty; id is odd"],
    ["each of several that is in words", [7, "label is empty ", null, " ", {}], ": label is empty"],
    ["missing if it consists of spaces", " \t ", " without a message"],
    ["missing if none of several is in words", [7, null, " "], " without a message"],
  ])("%s", async ([, message, shown]) => {
    expect(await describeRejection(JSON.stringify({ message }))).toBe(shown);
  });
});

describe("a rejection without a reason is described as", () => {
  const HTML = " and an HTML page, probably from a gateway in front of the API";
  test.for([
    ["", " and an empty body"],
    [" \r\n\t", " and an empty body"],
    ["<!doctype html><p>Bad", HTML],
    ["\n  <HTML><p>Bad", HTML],
    ["<head>", HTML],
    ["<body>", HTML],
    ["see <html>", " and a body that is not JSON"],
    ["see<html>", " and a body that is not JSON"],
    ["<error/>", " and a body that is not JSON"],
    ["{}", " without a message"],
    [" 42\n", " and the JSON value 42"],
    ["null", " and the JSON value null"],
  ] as const)("%j", async ([body, shown]) => {
    expect(await describeRejection(body)).toBe(shown);
  });
});

describe("a status at the edge of its class:", () => {
  test("299 is a success", async () => {
    const hamsa = createClient(URL, { fetch: async () => Response.json(success, { status: 299 }) });
    expect(await hamsa.addTwilioNumber(syntheticParams)).toEqual(success.data);
  });

  test("299 with success: false is a rejection", async () => {
    const error = await catchErrorFor('{"success":false,"message":"no"}', { status: 299 });
    expect(error).toMatchObject({ name: "ApiError", status: 299, outcome: "rejected" });
  });

  test("599 is a server error", async () => {
    const error = await catchErrorFor('{"message":"no"}', { status: 599 });
    expect(error).toMatchObject({ name: "ApiError", status: 599, outcome: "unknown" });
  });
});

test("a body that is not an error's has no described one, whatever it is instead", async () => {
  for (const body of ["", "no", "null", "[]", '"message"', "{}", '{"message":7}', '{"success":true,"message":"no"}'])
    expect(((await catchErrorFor(body, { status: 400 })) as ApiError).body).toBeUndefined();
});

test("only a rate limit says when to retry", async () => {
  const headers = { "retry-after": "3" };
  expect(await catchErrorFor("", { status: 503, headers })).not.toHaveProperty("retryAfterMs");
  const error = await catchErrorFor("", { status: 429, headers });
  expect(error).toBeInstanceOf(RateLimitError);
  expect(error).toHaveProperty("retryAfterMs", 3_000);
});

test("a list with success: false on 200 changed nothing, like any read", async () => {
  const fetch = async () => Response.json({ success: false, message: "not now" });
  const error = await catchError(createClient(URL, { fetch }).listPhoneNumbers().toArray());
  expect(error).toMatchObject({ name: "ApiError", status: 200, outcome: "unchanged" });
  expect(error.message).toMatch(/ responded with 200: not now\. This request only reads, so nothing changed\.$/);
});
