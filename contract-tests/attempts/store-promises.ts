import { expect, test } from "vitest";
import type { Attempt, AttemptStore } from "../../src/index.js";

/** Opens a store on the same storage as all others of the test, for an account. */
export type OpenStore = (account: string) => AttemptStore;

let tokens = 0;

/** A pending attempt like no other. */
export function createAttempt(): Attempt {
  return { token: `token-${process.pid}-${++tokens}`, startedAt: "2026-11-25T12:00:00.000Z" };
}

let numbers = 0;

/** A phone number that no other test of the process uses. */
export function nextPhoneNumber(): string {
  return `+1415${String(5_550_000 + ++numbers)}`;
}

/** An attempt that the server confirmed, with a token of its own. */
export function confirm({ startedAt }: Attempt, number: string): Attempt {
  const registered = { id: `id of ${number}`, number, label: 'Café "7"\n☎' } as NonNullable<Attempt["registered"]>;
  return { ...createAttempt(), startedAt, registered };
}

/** What every store promises, whatever keeps its records. */
export function testStorePromises(open: OpenStore): void {
  test("stores a record if there is none, and returns it", async () => {
    const number = nextPhoneNumber();
    const mine = createAttempt();
    expect(await open("acme").compareAndSet(number, undefined, mine)).toEqual(mine);
    expect(await open("acme").compareAndSet(number, undefined, undefined)).toEqual(mine);
  });

  test("keeps the record that was first, and returns it to the second call", async () => {
    const number = nextPhoneNumber();
    const first = createAttempt();
    await open("acme").compareAndSet(number, undefined, first);
    expect(await open("acme").compareAndSet(number, undefined, createAttempt())).toEqual(first);
  });

  test("stores a confirmation exactly as it is", async () => {
    const number = nextPhoneNumber();
    const mine = createAttempt();
    const confirmed = confirm(mine, number);
    await open("acme").compareAndSet(number, undefined, mine);
    expect(await open("acme").compareAndSet(number, mine, confirmed)).toEqual(confirmed);
    expect(await open("acme").compareAndSet(number, undefined, undefined)).toEqual(confirmed);
  });

  test("removes a record", async () => {
    const number = nextPhoneNumber();
    const mine = createAttempt();
    await open("acme").compareAndSet(number, undefined, mine);
    expect(await open("acme").compareAndSet(number, mine, undefined)).toBeUndefined();
    expect(await open("acme").compareAndSet(number, undefined, undefined)).toBeUndefined();
  });

  test("changes nothing if a begin is repeated after its confirmation", async () => {
    const number = nextPhoneNumber();
    const mine = createAttempt();
    const confirmed = confirm(mine, number);
    await open("acme").compareAndSet(number, undefined, mine);
    await open("acme").compareAndSet(number, mine, confirmed);
    expect(await open("acme").compareAndSet(number, undefined, mine)).toEqual(confirmed);
    expect(await open("acme").compareAndSet(number, mine, confirmed)).toEqual(confirmed);
  });

  test("does not remove another's record if a removal is repeated", async () => {
    const number = nextPhoneNumber();
    const mine = createAttempt();
    const others = createAttempt();
    await open("acme").compareAndSet(number, undefined, mine);
    await open("acme").compareAndSet(number, mine, undefined);
    await open("acme").compareAndSet(number, undefined, others);
    expect(await open("acme").compareAndSet(number, mine, undefined)).toEqual(others);
  });

  test("does not replace a confirmation if the pending attempt was expected", async () => {
    const number = nextPhoneNumber();
    const mine = createAttempt();
    const confirmed = confirm(mine, number);
    await open("acme").compareAndSet(number, undefined, mine);
    await open("acme").compareAndSet(number, mine, confirmed);
    expect(await open("acme").compareAndSet(number, mine, createAttempt())).toEqual(confirmed);
  });

  test("stores nothing if a record was expected and there is none", async () => {
    const number = nextPhoneNumber();
    expect(await open("acme").compareAndSet(number, createAttempt(), createAttempt())).toBeUndefined();
  });

  test("lets one of many calls at once begin", async () => {
    const number = nextPhoneNumber();
    const attempts = Array.from({ length: 20 }, createAttempt);
    const results = await Promise.all(
      attempts.map((attempt) => open("acme").compareAndSet(number, undefined, attempt)),
    );
    expect(attempts.filter(({ token }, index) => results[index]?.token === token)).toHaveLength(1);
    expect(new Set(results.map((result) => result?.token)).size).toBe(1);
  });

  test("keeps the records of accounts apart", async () => {
    const number = nextPhoneNumber();
    const mine = createAttempt();
    await open("acme").compareAndSet(number, undefined, mine);
    const others = createAttempt();
    expect(await open("another's account").compareAndSet(number, undefined, others)).toEqual(others);
    expect(await open("acme").compareAndSet(number, undefined, undefined)).toEqual(mine);
  });
}
