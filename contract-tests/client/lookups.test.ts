import { describe, expect, test, vi } from "vitest";
import { createStore } from "../support/attempts.js";
import { success } from "../support/behaviors.js";
import { catchError } from "../support/clients.js";
import { syntheticParams } from "../support/params.js";
import { measureTime, useVirtualTime } from "../support/virtual-time.js";
import { advanceUntilSettled, createWorld, loses, PENDING, registers, rejects } from "./attempts-world.js";

useVirtualTime();

const { phoneNumber } = syntheticParams;
const OPEN = "The number may have been registered. Check the list before you retry.";
const empty = () => Response.json({ ...success, data: [] });

/** Responds like these in turn, and like the last one from then on. */
const inTurn = (...lists: readonly (() => Response)[]) => {
  let reads = 0;
  return () => (lists[Math.min(reads++, lists.length - 1)] ?? empty)();
};

const FAILED = "GET https://api.example.com/v1/voice-agents/phone-number/list?take=100 responded with 503: no";

describe("an error after checks of the list that did not find the number", () => {
  test.for([
    ["all succeeded", [empty], 5, "Checked the list 5 times without finding it."],
    [
      "one succeeded",
      [empty, empty, rejects(503)],
      1,
      `Checked the list once without finding it. Failed to check the list 4 times; the last time, ${FAILED}.`,
    ],
    [
      "one failed",
      [empty, rejects(503), empty],
      4,
      `Checked the list 4 times without finding it. Failed to check the list once; the last time, ${FAILED}.`,
    ],
    ["all failed", [empty, rejects(503)], 0, `Failed to check the list 5 times; the last time, ${FAILED}.`],
  ] as const)("says how many there were: %s", async ([, lists, lookups, sentences]) => {
    const { hamsa } = createWorld(loses, createStore(), inTurn(...lists));
    const error = await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams)));
    expect(error).toMatchObject({ name: "ConnectionError", lookups, outcome: "unknown", retryable: true });
    expect(error.message.slice(error.message.indexOf(OPEN))).toBe(`${OPEN} ${sentences}`);
  });

  test("says nothing about the list if the call was aborted before it could be checked", async () => {
    const { hamsa } = createWorld(() => new Promise(() => {}), createStore());
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 200);
    const call = catchError(hamsa.ensureTwilioNumber(syntheticParams, { signal: controller.signal }));
    const error = await advanceUntilSettled(call);
    expect(error).toMatchObject({ name: "AbortError", lookups: 0, retryable: false });
    expect(error.message).toBe(`The call was aborted through its signal. ${OPEN}`);
  });

  test("is not retryable after a conflict: the server would reject the number again", async () => {
    const { hamsa } = createWorld(rejects(409), createStore());
    const error = await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams)));
    expect(error).toMatchObject({ name: "ApiError", outcome: "rejected", lookups: 5, retryable: false });
  });
});

describe("a pending number", () => {
  /** What a call with this timeout throws, and after how many ms. */
  function ensure(timeout: number) {
    const { hamsa } = createWorld(registers, createStore(new Map([[phoneNumber, PENDING]])), [], { timeout });
    return measureTime(catchError(hamsa.ensureTwilioNumber(syntheticParams)));
  }

  test.for([
    [1_000, 500, 2],
    // The second check would start when the time is up.
    [500, 0, 1],
  ] as const)("is not waited for longer than a check can help: %i ms", async ([timeout, end, lookups]) => {
    const { result, ms } = await ensure(timeout);
    expect(result).toMatchObject({ name: "PendingError", lookups });
    expect(ms).toBe(end);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is still called pending if the last check leaves too little time to send it", async () => {
    const { result } = await ensure(510);
    expect(result).toMatchObject({ name: "PendingError", outcome: "unknown", lookups: 2 });
  });
});
