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

/** What libraries for databases return, and records that are not as stored. */
const INVALID_RESULTS = [
  ...[undefined, null, { rowCount: 0 }, { count: 0 }, [], "0", 0, false, true, "OK"],
  ...["", 7].map((token) => ({ ...PENDING, token })),
  ...[undefined, null, "yesterday", 2026].map((startedAt) => ({ ...PENDING, startedAt })),
];

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
    ...INVALID_RESULTS.map(
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
    expect(error.message).toBe("The store of the option attempts failed before the number was sent. Nothing was sent.");
    expect(posts).toEqual([]);
    expect(store.records.size).toBe(0);
    expect(await advanceUntilSettled(hamsa.ensureTwilioNumber(syntheticParams))).toMatchObject({ created: true });
  });

  test("and can't take the attempt back may have a pending one, and its own error is the cause", async () => {
    const cause = new Error("disk full");
    const { hamsa } = createWorld(registers, { compareAndSet: () => Promise.reject(cause) });
    const error = await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams)));
    expect(error.cause).toBe(cause);
    expect(error.message).toBe(
      "The store of the option attempts failed before the number was sent. The attempt may be stored as pending. " +
        "Nothing was sent.",
    );
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

  test("throws an error that has the number, without checking the list", async () => {
    const { hamsa, posts, methods } = createWorld(registers, failsToConfirm());
    const error = await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams)));
    expect(error).toBeInstanceOf(AttemptStoreError);
    expect(error).toMatchObject({ outcome: "accepted", number: success.data, cause: { message: "connection lost" } });
    expect(error.message).toBe(
      "The store of the option attempts failed after the number was registered. The server confirmed that the " +
        "number is registered. Do not send it again.",
    );
    expect(methods).toEqual(["GET", "POST"]);
    expect(await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams)))).toBeInstanceOf(
      PendingError,
    );
    expect(posts).toHaveLength(1);
  });

  test("is asked again for half a second, and a passing failure is not noticed", async () => {
    const end = Date.now() + 450;
    const store = createFaultyStore(([, , next], _, apply) =>
      next?.registered && Date.now() < end ? Promise.reject(new Error("connection lost")) : apply(),
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
    expect(error.message).toMatch(
      / Its attempt could not be removed from the store, so later calls will find it pending\.$/,
    );
    expect(error.cause).toBeInstanceOf(AttemptStoreError);
    expect(error.cause).toMatchObject({
      message:
        "The store of the option attempts failed after the registration had failed. The number was not registered.",
      outcome: "rejected",
      cause: { message: "connection lost" },
    });
  });

  test("and then hangs is blamed for its failure, and not for the call's timeout", async () => {
    let failures = 0;
    const store = createFaultyStore(([, , next], _, apply) => {
      if (!next?.registered) return apply();
      return failures++ === 0 ? Promise.reject(new Error("connection lost")) : new Promise(() => {});
    });
    const { hamsa } = createWorld(registers, store, [], { timeout: 1_000 });
    const error = await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams)));
    expect(error).toMatchObject({ name: "AttemptStoreError", cause: { message: "connection lost" } });
  });

  test("because it returns nothing gets an error that says what to return", async () => {
    const store = createFaultyStore(async ([, , next], _, apply) => {
      const stored = await apply();
      return next?.registered ? undefined : stored;
    });
    const { hamsa } = createWorld(registers, store);
    const error = await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams)));
    const message = "compareAndSet must resolve with what is stored afterwards";
    expect(error).toMatchObject({ name: "AttemptStoreError", outcome: "accepted", cause: { message } });
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

describe("a registration that failed changes nothing about its error if the store", () => {
  test("has null for a record that is missing", async () => {
    const store = createFaultyStore(async (_change, _nth, apply) => (await apply()) ?? null);
    const error = await catchError(createWorld(rejects(400), store).hamsa.ensureTwilioNumber(syntheticParams));
    expect(error.message).toMatch(/responded with 400: no\. The number was not registered\.$/);
    expect(store.records.size).toBe(0);
  });

  test("removes the attempt of a call that was aborted while it waited for a retry", async () => {
    const store = createFaultyStore((_change, _nth, apply) => apply());
    const limits = () => Response.json({ message: "no" }, { status: 429, headers: { "retry-after": "5" } });
    const { hamsa, posts } = createWorld(limits, store, [], { maxRetries: 1 });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 1_000);
    const call = catchError(hamsa.addTwilioNumber(syntheticParams, { signal: controller.signal }));
    const error = await advanceUntilSettled(call);
    expect(error).toMatchObject({ name: "AbortError", outcome: "rejected" });
    expect(error.message).toBe("The call was aborted through its signal. The number was not registered.");
    expect(posts).toHaveLength(1);
    expect(store.records.size).toBe(0);
  });
});
