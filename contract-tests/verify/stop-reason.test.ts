import { describe, expect, test } from "vitest";
import type { Failure } from "../../src/verify/exchange/exchange.js";
import { type Plan, UNKNOWN_PATH } from "../../src/verify/probes/plan.js";
import { findStopReason } from "../../src/verify/verdicts/stop-reason.js";
import { json, type Reply } from "./reference/messages.js";
import { plainExchange } from "./reference/plain-exchanges.js";
import { REFERENCE_KEY } from "./reference/provider.js";

const TARGET = "https://api.example/hamsa/";
const ROUTE = "/v1/voice-agents/twilio/phone-number";
const TRIED = `Tried POST https://api.example/hamsa${ROUTE}, a valid registration.`;
const REGISTRATION = "addTwilioNumber";
const WRONG_METHOD = "addTwilioNumber.protocol/wrong-method";
const full: Plan = { apiKey: REFERENCE_KEY, safe: false };

/** What is said after the last of some exchanges, each the id of a request with its result. */
function stopReasonAfter(...results: readonly (readonly [id: string, result: Reply | Failure])[]): string | undefined {
  return findStopReason(
    TARGET,
    full,
    results.map(([id, result]) => plainExchange(full, id, result)),
  );
}

const text = (status: number, body: string, headers: Reply["headers"] = {}): Reply => ({ status, headers, body });
const notFound = json(404, { message: "No such route" });
const methodNotAllowed = json(405, { message: "Use POST" });
const brokenOff: Failure = { reason: "broken off", detail: "ECONNRESET" };
const WRONG_KEY = "the API key is not accepted. Pass a valid one with --api-key or HAMSA_API_KEY.";
const OTHER_API = `the same as for a path that isn't in the API. Either this is not the API, or not its base URL: --target must be everything before ${ROUTE}.`;
const MADE_UP =
  "The request used the description's example, a made-up number. Use --params to pass a number and credentials that the server can register.";

describe("a verification stops with the whole reason", () => {
  test.for<readonly [string, Reply, string]>([
    ["a key is forbidden", json(403, { message: "No" }), `403 application/json, {"message":"No"}: ${WRONG_KEY}`],
    ["the response has no content type", text(401, "No"), `401 without a content-type, No: ${WRONG_KEY}`],
    ["the response has no body", text(401, ""), `401 without a content-type: ${WRONG_KEY}`],
    [
      "the response has several lines, which become one",
      text(401, "No.\r\n\n  Not\tyou.", { "content-type": "text/plain" }),
      `401 text/plain, No. Not you.: ${WRONG_KEY}`,
    ],
    [
      "the response is long",
      text(401, `${"ab ".repeat(40)}c`, { "content-type": "text/plain" }),
      `401 text/plain, ${"ab ".repeat(40)}…: ${WRONG_KEY}`,
    ],
    [
      "a rate limit says how long",
      text(429, "", { "retry-after": "60" }),
      "429 without a content-type: the server is rate limiting. Wait (retry-after: 60), then run verify again.",
    ],
    [
      "a rate limit doesn't say how long",
      text(429, ""),
      "429 without a content-type: the server is rate limiting. Wait, then run verify again.",
    ],
    [
      "the example is rejected",
      json(400, { message: "No such number" }),
      `400 application/json, {"message":"No such number"}. ${MADE_UP}`,
    ],
    ["the route is the wrong one", notFound, `404 application/json, {"message":"No such route"}, ${OTHER_API}`],
  ])("if %s", ([, reply, reason]) => {
    expect(stopReasonAfter([UNKNOWN_PATH, notFound], [REGISTRATION, reply])).toBe(`${TRIED} Received ${reason}`);
  });

  test("if there is no server", () => {
    const failure: Failure = { reason: "not connected", detail: "ECONNREFUSED" };
    expect(stopReasonAfter([UNKNOWN_PATH, failure])).toBe(
      `Tried POST https://api.example/hamsa${ROUTE}/no-such-path, a request to an undescribed path. No response was received (not connected: ECONNREFUSED). Is api.example right, and is the server running? A proxy or firewall may block it; --timeout allows more time.`,
    );
  });
});

describe("the response at a path that isn't in the API", () => {
  test("is compared with the registration's, whatever was sent before and between", () => {
    const lost = `${TRIED} Received 404 application/json, {"message":"No such route"}, ${OTHER_API}`;
    const [unknown, wrongMethod] = [[UNKNOWN_PATH, notFound] as const, [WRONG_METHOD, methodNotAllowed] as const];
    expect(stopReasonAfter(unknown, wrongMethod, [REGISTRATION, notFound])).toBe(lost);
    expect(stopReasonAfter(wrongMethod, unknown, [REGISTRATION, notFound])).toBe(lost);
  });

  test.for<readonly [string, Reply | Failure]>([
    ["has another status", methodNotAllowed],
    ["has another content type", text(404, "No", { "content-type": "text/plain" })],
    ["was broken off", brokenOff],
  ])("decides nothing if it %s", ([, stray]) => {
    const reason = `${TRIED} Received 404 application/json, {"message":"No such route"}. ${MADE_UP}`;
    expect(stopReasonAfter([UNKNOWN_PATH, stray], [REGISTRATION, notFound])).toBe(reason);
  });

  test("decides nothing if it was not requested", () => {
    const reason = `${TRIED} Received 404 application/json, {"message":"No such route"}. ${MADE_UP}`;
    expect(stopReasonAfter([REGISTRATION, notFound])).toBe(reason);
  });

  test("may be the same as the registration's because both need a valid key", () => {
    const unauthorized = json(401, {});
    const reason = `${TRIED} Received 401 application/json, {}: ${WRONG_KEY}`;
    expect(stopReasonAfter([UNKNOWN_PATH, unauthorized], [REGISTRATION, unauthorized])).toBe(reason);
  });
});

describe("a verification continues", () => {
  test("before the first response", () => {
    expect(stopReasonAfter()).toBeUndefined();
  });

  test.for<readonly [string, Reply | Failure]>([
    ["responds with 500 to the registration", json(500, { message: "Oops" })],
    ["responds with 303 to the registration", text(303, "")],
    ["registers the number", json(200, { success: true })],
    ["breaks off the registration", brokenOff],
  ])("if the server %s", ([, result]) => {
    expect(stopReasonAfter([UNKNOWN_PATH, notFound], [REGISTRATION, result])).toBeUndefined();
  });
});
