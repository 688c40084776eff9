import { describe, expect, test } from "vitest";
import { AttemptStoreError, PendingError, RateLimitError } from "../../src/index.js";
import { success } from "../support/behaviors.js";
import { catchError } from "../support/clients.js";
import { syntheticParams } from "../support/params.js";
import { useVirtualTime } from "../support/virtual-time.js";
import {
  advanceUntilSettled,
  createFaultyStore,
  createWorld,
  PENDING,
  REGISTERED,
  registers,
  rejects,
} from "./attempts-world.js";

useVirtualTime();

const { phoneNumber } = syntheticParams;

describe("a store that fails before the number is sent", () => {
  const FAULTS: readonly (readonly [string, Parameters<typeof createFaultyStore>[0]])[] = [
    ["rejects", (_, nth, apply) => (nth === 1 ? Promise.reject(new Error("disk full")) : apply())],
    [
      "throws at once",
      (_, nth, apply) => {
        if (nth === 1) throw new Error("disk full");
        return apply();
      },
    ],
    [
      "commits, and then fails",
      async (_, nth, apply) => {
        const stored = await apply();
        if (nth === 1) throw new Error("disk full");
        return stored;
      },
    ],
    ...[undefined, null, { rowCount: 0 }, { count: 0 }, [], "0", 0, false, true, "OK", { token: "" }, { token: 7 }].map(
      (value) =>
        [
          `resolves with ${JSON.stringify(value)}`,
          async (_: unknown, nth: number, apply: () => Promise<unknown>) => {
            const stored = await apply();
            return nth === 1 ? value : stored;
          },
        ] as const,
    ),
    [
      "resolves with a malformed registration",
      async (_, nth, apply) => (nth === 1 ? { ...PENDING, registered: { number: phoneNumber } } : apply()),
    ],
    [
      "resolves with the registration of another number",
      async (_, nth, apply) =>
        nth === 1 ? { ...REGISTERED, registered: { ...success.data, number: "+14155550199" } } : apply(),
    ],
  ];

  test.for(FAULTS)("sends nothing, and takes back what it may have stored: it %s", async ([, fault]) => {
    const store = createFaultyStore(fault);
    const { hamsa, posts } = createWorld(registers, store);
    const error = await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams)));
    expect(error).toBeInstanceOf(AttemptStoreError);
    expect(error).toMatchObject({ outcome: "not-sent", retryable: true });
    expect(posts).toEqual([]);
    expect(store.records.size).toBe(0);
    expect(await advanceUntilSettled(hamsa.ensureTwilioNumber(syntheticParams))).toMatchObject({ created: true });
  });

  test("has its own error as the cause", async () => {
    const cause = new Error("disk full");
    const { hamsa } = createWorld(registers, { compareAndSet: () => Promise.reject(cause) });
    expect((await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams)))).cause).toBe(cause);
  });

  test("or responds too late leaves no record", async () => {
    const store = createFaultyStore(async (_, nth, apply) => {
      if (nth === 1) await new Promise((resolve) => setTimeout(resolve, 5_000));
      return apply();
    });
    const { hamsa, posts } = createWorld(registers, store, [], { timeout: 1_000 });
    const call = catchError(hamsa.ensureTwilioNumber(syntheticParams));
    expect(await advanceUntilSettled(call)).toMatchObject({
      name: "TimeoutError",
      outcome: "not-sent",
      retryable: true,
    });
    expect(posts).toEqual([]);
    expect(store.records.size).toBe(0);
  });

  test("with a token of another process does not let this one send", async () => {
    const { hamsa, posts } = createWorld(registers, { compareAndSet: async () => PENDING });
    expect(await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams)))).toBeInstanceOf(
      PendingError,
    );
    expect(posts).toEqual([]);
  });
});

describe("a store that fails after the registration", () => {
  const failsToConfirm = () =>
    createFaultyStore(([, , next], _, apply) =>
      next?.registered ? Promise.reject(new Error("connection lost")) : apply(),
    );

  test("throws an error that has the number", async () => {
    const { hamsa, posts } = createWorld(registers, failsToConfirm());
    const error = await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams)));
    expect(error).toBeInstanceOf(AttemptStoreError);
    expect(error).toMatchObject({ outcome: "accepted", number: success.data, cause: { message: "connection lost" } });
    expect(posts).toHaveLength(1);
    expect(await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams)))).toBeInstanceOf(
      PendingError,
    );
    expect(posts).toHaveLength(1);
  });

  test("is asked again, and a passing failure is not noticed", async () => {
    const store = createFaultyStore(([, , next], nth, apply) =>
      next?.registered && nth === 2 ? Promise.reject(new Error("connection lost")) : apply(),
    );
    const call = createWorld(registers, store).hamsa.ensureTwilioNumber(syntheticParams);
    expect(await advanceUntilSettled(call)).toMatchObject({ created: true });
    expect(store.records.get(phoneNumber)?.registered).toEqual(success.data);
  });

  test("to remove a rejected attempt adds that to the error of the registration", async () => {
    const store = createFaultyStore(([, expected], _, apply) =>
      expected ? Promise.reject(new Error("connection lost")) : apply(),
    );
    const { hamsa } = createWorld(rejects(429), store);
    const error = await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams)));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ outcome: "rejected", retryable: false });
    expect(error.message).toContain("Its attempt could not be removed from the store");
    expect(error.cause).toBeInstanceOf(AttemptStoreError);
  });

  test("that hangs does not outlast the call's timeout", async () => {
    const store = createFaultyStore(([, expected], _, apply) => (expected ? new Promise(() => {}) : apply()));
    for (const post of [registers, rejects(400)]) {
      const start = performance.now();
      const { hamsa } = createWorld(post, store, [], { timeout: 1_000 });
      const params = { ...syntheticParams, phoneNumber: post === registers ? phoneNumber : "+14155550124" };
      const call = catchError(hamsa.ensureTwilioNumber(params)).then(() => performance.now() - start);
      expect(await advanceUntilSettled(call)).toBeLessThanOrEqual(1_000);
    }
  });
});
