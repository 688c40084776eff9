import { describe, expect, test } from "vitest";
import { type Attempt, PendingError } from "../../src/index.js";
import { createStore } from "../support/attempts.js";
import { createListItem, success } from "../support/behaviors.js";
import { catchError, createClient } from "../support/clients.js";
import { inspectDeeply } from "../support/observable.js";
import { syntheticParams } from "../support/params.js";
import { measureTime, useVirtualTime } from "../support/virtual-time.js";
import { advanceUntilSettled, createWorld, loses, PENDING, REGISTERED, registers, rejects } from "./attempts-world.js";

useVirtualTime();

const { phoneNumber } = syntheticParams;

describe("what is stored", () => {
  test("is one pending record before a number is sent, and the registered number after", async () => {
    const store = createStore();
    let before: Attempt | undefined;
    const post = () => {
      before = store.records.get(phoneNumber);
      return registers();
    };
    await createWorld(post, store).hamsa.ensureTwilioNumber(syntheticParams);
    // Four numbers of 32 bits: no two processes create the same token.
    const token = expect.stringMatching(/^(?:[0-9]+-){3}[0-9]+$/);
    expect(before).toEqual({ token, startedAt: expect.stringMatching(/^20.*Z$/) });
    const after = store.records.get(phoneNumber);
    expect(after).toEqual({ ...before, token, registered: success.data });
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

  test("stays pending if the number itself is a secret, and the list has the number", async () => {
    const store = createStore();
    const lists: object[] = [];
    const { hamsa } = createWorld(registers, store, lists, { apiKey: phoneNumber.slice(1) });
    expect(await hamsa.ensureTwilioNumber(syntheticParams)).toEqual({ created: true, number: success.data });
    expect(Object.keys(store.records.get(phoneNumber) ?? {})).toEqual(["token", "startedAt"]);
    lists.push(createListItem(phoneNumber));
    expect(await hamsa.ensureTwilioNumber(syntheticParams)).toMatchObject({
      created: false,
      number: { number: phoneNumber },
    });
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
    expect(error.message).toBe(
      "This number was already sent, and that registration may have succeeded. The number may have been " +
        "registered. Check the list before you retry. Checked the list 5 times without finding it.",
    );
    expect(posts).toEqual([]);
  });

  test.for([
    ["soon", 300],
    ["just before the last check", 7_400],
  ] as const)("as pending is returned if the other process registers it %s", async ([, ms]) => {
    const store = createStore(new Map([[phoneNumber, PENDING]]));
    const { hamsa } = createWorld(registers, store);
    const call = hamsa.ensureTwilioNumber(syntheticParams);
    setTimeout(() => store.records.set(phoneNumber, REGISTERED), ms);
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

  test("sends a pending number that is exactly that old, at once", async () => {
    const { hamsa } = createWorld(registers, storeWith(60_000));
    const call = hamsa.ensureTwilioNumber(syntheticParams, { resendAfter: 60_000 });
    expect(await measureTime(call)).toMatchObject({ result: { created: true }, ms: 0 });
  });

  test("sends no number that is in the list, though the caller did not look first", async () => {
    const item = createListItem(phoneNumber);
    const { hamsa, posts } = createWorld(registers, storeWith(61_000), [item]);
    const call = hamsa.ensureTwilioNumber(syntheticParams, { resendAfter: 60_000, lookFirst: false });
    expect(await advanceUntilSettled(call)).toEqual({ created: false, number: item });
    expect(posts).toEqual([]);
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

test("a number in the list is returned, whatever is stored", async () => {
  const item = createListItem(phoneNumber);
  const { hamsa } = createWorld(registers, createStore(new Map([[phoneNumber, PENDING]])), [item]);
  expect(await hamsa.ensureTwilioNumber(syntheticParams)).toEqual({ created: false, number: item });
});
