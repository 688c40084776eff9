import { describe, expect, test } from "vitest";
import type { Exchange, Failure } from "../../src/verify/exchange/exchange.js";
import { type Plan, UNKNOWN_PATH } from "../../src/verify/probes/plan.js";
import { findRegistrations } from "../../src/verify/verdicts/registrations.js";
import { json, type Reply } from "./reference/messages.js";
import { plainExchange } from "./reference/plain-exchanges.js";
import { REFERENCE_KEY } from "./reference/provider.js";

const REGISTRATION = "addTwilioNumber";
const NUMBER = "+14155550123";
const full: Plan = { apiKey: REFERENCE_KEY, safe: false };
const confirmed = json(200, { success: true });
const registrationWith = (result: Reply | Failure) => plainExchange(full, REGISTRATION, result);

/** A registration with another body than the valid one. */
function registrationOf(body: string | undefined): Exchange {
  const { probe, ...others } = registrationWith(confirmed);
  const { body: _, ...bare } = probe;
  return { probe: body === undefined ? bare : { ...bare, body }, ...others };
}

describe("a registration", () => {
  test.for<readonly [string, "made" | "perhaps made" | "not made", Reply | Failure]>([
    ["200 with success", "made", confirmed],
    ["200 without success", "perhaps made", json(200, {})],
    ["200 with a success that is not a boolean", "perhaps made", json(200, { success: "true" })],
    ["200 with a body that is not JSON", "perhaps made", { status: 200, headers: {}, body: "<p>" }],
    ["200 that denies success", "not made", json(200, { success: false })],
    ["299 with success", "made", json(299, { success: true })],
    ["300 with success", "not made", json(300, { success: true })],
    ["302", "not made", json(302, {})],
    ["303", "perhaps made", json(303, {})],
    ["400", "not made", json(400, {})],
    ["408", "perhaps made", json(408, {})],
    ["499", "not made", json(499, {})],
    ["500", "perhaps made", json(500, {})],
    ["no connection", "not made", { reason: "not connected", detail: "ECONNREFUSED" }],
    ["half a response", "perhaps made", { reason: "broken off", detail: "ECONNRESET" }],
    ["nothing in time", "perhaps made", { reason: "too late", detail: "10000 ms" }],
    ["more than is read", "perhaps made", { reason: "too large", detail: "1 MB" }],
  ])("with the result %s was %s", ([, wanted, result]) => {
    const registration = { probe: REGISTRATION, title: "a valid registration", noun: "registration", number: NUMBER };
    expect(findRegistrations([registrationWith(result)], full)).toEqual(
      wanted === "not made" ? [] : [{ ...registration, isConfirmed: wanted === "made" }],
    );
  });

  test("was perhaps made if nothing is known about its result", () => {
    const { probe, durationMs } = registrationWith(confirmed);
    expect(findRegistrations([{ probe, durationMs }], full)).toMatchObject([{ isConfirmed: false }]);
  });

  test.for([
    ["a number", JSON.stringify({ phoneNumber: NUMBER }), NUMBER],
    ["a number that is not a string", '{"phoneNumber":14155550123}', undefined],
    ["an empty number", '{"phoneNumber":""}', undefined],
    ["no number", "{}", undefined],
    ["a body that is null", "null", undefined],
    ["a body that ends too early", '{"phoneNumber":"+1415', undefined],
    ["no body", undefined, undefined],
  ] as const)("with %s is listed with its number if that is a string", ([, body, number]) => {
    expect(findRegistrations([registrationOf(body)], full)).toStrictEqual([
      {
        probe: REGISTRATION,
        title: "a valid registration",
        noun: "registration",
        ...(number === undefined ? {} : { number }),
        isConfirmed: true,
      },
    ]);
  });

  test.for<readonly [string, Reply | Failure, number]>([
    ["confirms", confirmed, 1],
    ["leaves open with 200", json(200, {}), 0],
    ["leaves open with 500", json(500, {}), 0],
    ["never finishes", { reason: "broken off", detail: "ECONNRESET" }, 0],
  ])("of safe mode counts only if the server confirms it (one that it %s)", ([, result, count]) => {
    expect(findRegistrations([registrationWith(result)], { safe: true })).toHaveLength(count);
  });

  test("is not made by Prism's mock, which stores nothing", () => {
    const prisms = json(404, { type: "https://stoplight.io/prism/errors#NO_PATH_MATCHED_ERROR" });
    const atMock = plainExchange(full, UNKNOWN_PATH, prisms);
    expect(findRegistrations([atMock, registrationWith(confirmed)], full)).toEqual([]);
    // Nor is a server a mock because it responds to a registration as one would.
    expect(findRegistrations([registrationWith(confirmed), registrationWith(prisms)], full)).toHaveLength(1);
  });
});
