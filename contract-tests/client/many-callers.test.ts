import { describe, expect, test } from "vitest";
import type { Attempt, AttemptStore } from "../../src/index.js";
import { createStore } from "../support/attempts.js";
import { success } from "../support/behaviors.js";
import { catchError } from "../support/clients.js";
import { syntheticParams } from "../support/params.js";
import { useVirtualTime } from "../support/virtual-time.js";
import { advanceUntilSettled, createWorld, PENDING, registers, rejects } from "./attempts-world.js";

useVirtualTime();

const { phoneNumber } = syntheticParams;

test("addTwilioNumber replaces a pending attempt with its own, so resendAfter counts from then", async () => {
  const store = createStore(new Map([[phoneNumber, PENDING]]));
  let stored: Attempt | undefined;
  const post = () => {
    stored = store.records.get(phoneNumber);
    return registers();
  };
  await createWorld(post, store).hamsa.addTwilioNumber(syntheticParams);
  expect(stored?.token).not.toBe(PENDING.token);
  expect(stored?.startedAt).toBe(new Date().toISOString());
});

describe("addTwilioNumber among callers that are always faster", () => {
  /** A store in which another call has always just stored its own attempt. */
  function createContestedStore() {
    const changes: Parameters<AttemptStore["compareAndSet"]>[] = [];
    const compareAndSet: AttemptStore["compareAndSet"] = async (...change) => {
      if (changes.push(change) > 20) throw new Error("asked too often");
      const [, , next] = change;
      return next?.registered ? next : { ...PENDING, token: `of-call-${changes.length}` };
    };
    return { changes, compareAndSet };
  }

  test("sends the number under the attempt of the fourth, which it confirms", async () => {
    const store = createContestedStore();
    const { hamsa, posts } = createWorld(registers, store);
    expect(await hamsa.addTwilioNumber(syntheticParams)).toEqual(success.data);
    expect(posts).toHaveLength(1);
    const tokens = store.changes.map(([, expected]) => expected?.token);
    expect(tokens).toEqual([undefined, "of-call-1", "of-call-2", "of-call-3", "of-call-4"]);
    expect(store.changes.at(-1)?.[2]).toMatchObject({ registered: success.data });
  });

  test("leaves that attempt pending if its own request is rejected", async () => {
    const store = createContestedStore();
    const { hamsa, posts } = createWorld(rejects(400), store);
    const error = await advanceUntilSettled(catchError(hamsa.addTwilioNumber(syntheticParams)));
    expect(error.message).toMatch(/responded with 400: no\. The number was not registered\.$/);
    expect(posts).toHaveLength(1);
    expect(store.changes).toHaveLength(4);
  });
});

test.for([
  ["was replaced by another call's", PENDING],
  ["was removed", undefined],
] as const)("a registered number is stored, though its attempt %s while it was sent", async ([, other]) => {
  const store = createStore();
  const post = () => {
    if (other) store.records.set(phoneNumber, other);
    else store.records.delete(phoneNumber);
    return registers();
  };
  const call = createWorld(post, store).hamsa.ensureTwilioNumber(syntheticParams);
  expect(await advanceUntilSettled(call)).toEqual({ created: true, number: success.data });
  expect(store.records.get(phoneNumber)?.registered).toEqual(success.data);
});
