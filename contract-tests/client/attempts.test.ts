import { describe, expect, test, vi } from "vitest";
import {
  type Attempt,
  type AttemptStore,
  AttemptStoreError,
  type HamsaClientOptions,
  PendingError,
  RateLimitError,
} from "../../src/index.js";
import { createStore } from "../support/attempts.js";
import { createListItem, success } from "../support/behaviors.js";
import { catchError, createClient } from "../support/clients.js";
import { inspectDeeply } from "../support/observable.js";
import { syntheticParams } from "../support/params.js";
import { useVirtualTime } from "../support/virtual-time.js";

useVirtualTime();

const { phoneNumber } = syntheticParams;
const PENDING: Attempt = { token: "of-another-process", startedAt: "2026-01-15T09:30:00.000Z" };
const REGISTERED: Attempt = { ...PENDING, token: "confirmed", registered: success.data as never };

const registers = () => Response.json(success);
const rejects = (status: number) => () => Response.json({ message: "no" }, { status });
const loses = (): never => {
  throw new TypeError("fetch failed", { cause: Object.assign(new Error("read"), { code: "ECONNRESET" }) });
};

/** A client of a server that responds so to registrations, and has these numbers in its list. */
function createWorld(
  post: () => Response | Promise<Response>,
  attempts: AttemptStore,
  items: readonly object[] = [],
  options: HamsaClientOptions = {},
) {
  const posts: string[] = [];
  const fetch = async (_: unknown, init?: RequestInit) => {
    if (init?.method !== "POST") return Response.json({ ...success, data: items });
    posts.push(String(init.body));
    return post();
  };
  return { hamsa: createClient("https://api.example.com", { fetch, attempts, maxRetries: 0, ...options }), posts };
}

async function advanceUntilSettled<T>(call: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(60_000);
  return call;
}

/** A store that works, except where a call is replaced. */
function createFaultyStore(
  fault: (
    change: Parameters<AttemptStore["compareAndSet"]>,
    nth: number,
    apply: () => Promise<Attempt | undefined>,
  ) => unknown,
) {
  const store = createStore();
  let calls = 0;
  const compareAndSet = async (...change: Parameters<AttemptStore["compareAndSet"]>) =>
    (await fault(change, ++calls, () => store.compareAndSet(...change))) as Attempt | undefined;
  return { records: store.records, compareAndSet };
}

describe("what is stored", () => {
  test("is one pending record before a number is sent, and the registered number after", async () => {
    const store = createStore();
    let before: Attempt | undefined;
    const post = () => {
      before = store.records.get(phoneNumber);
      return registers();
    };
    await createWorld(post, store).hamsa.ensureTwilioNumber(syntheticParams);
    expect(before).toEqual({ token: expect.any(String), startedAt: expect.stringMatching(/^20.*Z$/) });
    const after = store.records.get(phoneNumber);
    expect(after).toEqual({ ...before, token: expect.any(String), registered: success.data });
    // A process that still expects the pending state must not replace this one.
    expect(after?.token).not.toBe(before?.token);
  });

  test.for([
    ["rejected", rejects(400)],
    ["rate limited", rejects(429)],
  ] as const)("is nothing after a registration that was %s", async ([, post]) => {
    const store = createStore();
    await catchError(createWorld(post, store).hamsa.ensureTwilioNumber(syntheticParams));
    expect(store.records.size).toBe(0);
  });

  test("holds no secret, though the server puts one into a field", async () => {
    const store = createStore();
    const { twilioAuthToken } = syntheticParams;
    const label = `a label with ${twilioAuthToken} and an-api-key`;
    const post = () => Response.json({ ...success, data: { ...success.data, label } });
    await createWorld(post, store).hamsa.ensureTwilioNumber(syntheticParams);
    expect(store.records.get(phoneNumber)?.registered?.label).toBe("a label with [masked] and [masked]");
    expect(inspectDeeply([...store.records])).not.toContain(twilioAuthToken);
  });

  test("is recorded and confirmed by addTwilioNumber, too", async () => {
    const store = createStore();
    const { hamsa } = createWorld(registers, store);
    await hamsa.addTwilioNumber(syntheticParams);
    expect(store.records.get(phoneNumber)?.registered).toEqual(success.data);
  });
});

describe("a number that is stored", () => {
  test("as registered is returned, though the list does not show it", async () => {
    const { hamsa, posts } = createWorld(loses, createStore(new Map([[phoneNumber, REGISTERED]])));
    expect(await hamsa.ensureTwilioNumber(syntheticParams)).toEqual({ created: false, number: success.data });
    expect(posts).toEqual([]);
  });

  test("as pending is not sent, and the error has the attempt", async () => {
    const { hamsa, posts } = createWorld(registers, createStore(new Map([[phoneNumber, PENDING]])));
    const error = await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams)));
    expect(error).toBeInstanceOf(PendingError);
    expect(error).toMatchObject({ attempt: PENDING, outcome: "unknown", retryable: true, lookups: 5 });
    expect(posts).toEqual([]);
  });

  test("as pending is returned as soon as the other process has registered it", async () => {
    const store = createStore(new Map([[phoneNumber, PENDING]]));
    const { hamsa } = createWorld(registers, store);
    const call = hamsa.ensureTwilioNumber(syntheticParams);
    setTimeout(() => store.records.set(phoneNumber, REGISTERED), 300);
    expect(await advanceUntilSettled(call)).toEqual({ created: false, number: success.data });
  });

  test("as pending is sent once the other process has taken its attempt back", async () => {
    const store = createStore(new Map([[phoneNumber, PENDING]]));
    const { hamsa } = createWorld(registers, store);
    const call = hamsa.ensureTwilioNumber(syntheticParams);
    setTimeout(() => store.records.delete(phoneNumber), 300);
    expect(await advanceUntilSettled(call)).toMatchObject({ created: true });
  });

  test("as pending is sent by addTwilioNumber, which never refuses", async () => {
    const store = createStore(new Map([[phoneNumber, PENDING]]));
    await createWorld(registers, store).hamsa.addTwilioNumber(syntheticParams);
    expect(store.records.get(phoneNumber)?.registered).toEqual(success.data);
  });

  test("as pending stays so if addTwilioNumber is rejected", async () => {
    const store = createStore(new Map([[phoneNumber, PENDING]]));
    await catchError(createWorld(rejects(400), store).hamsa.addTwilioNumber(syntheticParams));
    expect(store.records.get(phoneNumber)).toEqual(PENDING);
  });

  test("after addTwilioNumber lost the response is not sent by ensureTwilioNumber", async () => {
    const { hamsa, posts } = createWorld(loses, createStore());
    await catchError(hamsa.addTwilioNumber(syntheticParams));
    const error = await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams)));
    expect(error).toBeInstanceOf(PendingError);
    expect(posts).toHaveLength(1);
  });
});

describe("resendAfter", () => {
  const storeWith = (ageMs: number) =>
    createStore(new Map([[phoneNumber, { ...PENDING, startedAt: new Date(Date.now() - ageMs).toISOString() }]]));

  test("sends a pending number that is older and not in the list", async () => {
    const { hamsa, posts } = createWorld(registers, storeWith(61_000));
    const call = hamsa.ensureTwilioNumber(syntheticParams, { resendAfter: 60_000 });
    expect(await advanceUntilSettled(call)).toMatchObject({ created: true });
    expect(posts).toHaveLength(1);
  });

  test("sends no number that is younger", async () => {
    const { hamsa, posts } = createWorld(registers, storeWith(40_000));
    const call = catchError(hamsa.ensureTwilioNumber(syntheticParams, { resendAfter: 60_000 }));
    expect(await advanceUntilSettled(call)).toBeInstanceOf(PendingError);
    expect(posts).toEqual([]);
  });

  test("sends nothing while the list can't be read to its end", async () => {
    const posts: unknown[] = [];
    let lists = 0;
    const fetch = async (_: unknown, init?: RequestInit) => {
      if (init?.method === "POST") return Response.json(posts.push(init.body));
      return lists++ === 0 ? Response.json({ ...success, data: [] }) : new Response("no", { status: 503 });
    };
    const attempts = storeWith(61_000);
    const hamsa = createClient("https://api.example.com", { fetch, attempts, maxRetries: 0 });
    const call = catchError(hamsa.ensureTwilioNumber(syntheticParams, { resendAfter: 60_000 }));
    expect(await advanceUntilSettled(call)).toMatchObject({ name: "PendingError", lookups: 0 });
    expect(posts).toEqual([]);
  });

  test("lets only one of two processes send", async () => {
    const store = storeWith(61_000);
    const worlds = [createWorld(registers, store), createWorld(registers, store)];
    const calls = worlds.map(({ hamsa }) => hamsa.ensureTwilioNumber(syntheticParams, { resendAfter: 60_000 }));
    await advanceUntilSettled(Promise.all(calls));
    expect(worlds.flatMap(({ posts }) => posts)).toHaveLength(1);
  });
});

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

test("a number in the list is returned, whatever is stored", async () => {
  const item = createListItem(phoneNumber);
  const { hamsa } = createWorld(registers, createStore(new Map([[phoneNumber, PENDING]])), [item]);
  expect(await hamsa.ensureTwilioNumber(syntheticParams)).toEqual({ created: false, number: item });
});
