import { expect, test, vi } from "vitest";
import { buildProbes } from "../../src/verify/probes/probes.js";
import { planFor, stopRun, type Verification, verify } from "../../src/verify/verdicts/verify.js";
import { useVirtualTime } from "../support/virtual-time.js";
import { exchangeInProcess } from "./reference/in-process.js";
import { json, type Provider } from "./reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "./reference/provider.js";

useVirtualTime();

const verificationOf = (provider: Provider, more: Partial<Verification> = {}): Verification => ({
  target: "http://127.0.0.1",
  plan: { apiKey: REFERENCE_KEY, safe: false },
  strict: false,
  sending: { timeoutMs: 1_000, exchange: exchangeInProcess(provider) },
  ...more,
});

test("a run stops at the response that shows that the target can't be judged, without results", async () => {
  const verification = verificationOf(() => json(404, { message: "No such route" }));
  const { exchanges, leaks: _, ...run } = await verify(verification);
  expect(exchanges.map(({ probe }) => probe.id)).toEqual([
    "protocol/unknown-path",
    "addTwilioNumber.protocol/wrong-method",
    "listPhoneNumbers.protocol/wrong-method",
    "addTwilioNumber",
  ]);
  expect(run).toEqual({
    verification,
    startedAt: new Date(),
    durationMs: 0,
    stopReason:
      'Tried POST http://127.0.0.1/v1/voice-agents/twilio/phone-number, a valid registration. Received 404 application/json, {"message":"No such route"}, the same as for a path that isn\'t in the API. Either this is not the API, or not its base URL: --target must be everything before /v1/voice-agents/twilio/phone-number.',
    results: [],
    coverage: [],
    registrations: [],
  });
});

test("a run takes the time since its start", () => {
  const startedAt = new Date();
  vi.advanceTimersByTime(1_500);
  expect(stopRun(verificationOf(referenceProvider()), "", [], startedAt).durationMs).toBe(1_500);
});

test("a run without exchanges has just started", () => {
  expect(stopRun(verificationOf(referenceProvider()), "")).toMatchObject({ startedAt: new Date(), durationMs: 0 });
});

test("a run of a few checks has no coverage, because it would say little", async () => {
  const only = ["AddTwilioNumberResponse/type", "AddTwilioNumberResponse.data/type"];
  const { results, coverage } = await verify(verificationOf(referenceProvider(), { only }));
  expect(results.map(({ check, status }) => [check.id, status])).toEqual(only.map((id) => [id, "passed"]));
  expect(coverage).toEqual([]);
});

test("a check that was known to fail, but passes, is like any other", async () => {
  const only = ["AddTwilioNumberResponse/type"];
  const { results } = await verify(verificationOf(referenceProvider(), { only, known: only }));
  expect(results).toMatchObject([{ status: "passed", isKnown: false }]);
});

test("a check that examines every response has all requests sent, also if it is chosen with others", () => {
  const verification = verificationOf(referenceProvider());
  const countSent = (...only: string[]) => buildProbes(planFor({ ...verification, only })).length;
  expect(countSent("AddTwilioNumberResponse/type", "secrets/api-key")).toBe(buildProbes(verification.plan).length);
  expect(countSent("AddTwilioNumberResponse/type")).toBe(2);
});
