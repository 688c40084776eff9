import type { TwilioNumber } from "./numbers.js";

/** What is known about the registration of a number that may have been sent. JSON, without secrets. */
export interface Attempt {
  /**
   * A random string for this state of the record, no two of which share one: a confirmation is stored
   * with a token of its own. So a process that still expects the pending state can't replace it.
   */
  readonly token: string;
  /** When the attempt started, as an ISO 8601 date and time in UTC. */
  readonly startedAt: string;
  /** The registered number, once the server confirmed it. Missing while the attempt is pending. */
  readonly registered?: TwilioNumber;
}

/**
 * Where attempts are stored, one record per number. A durable store keeps the promise after a crash; a
 * shared one keeps it between processes. A store belongs to one account: give each account its own.
 */
export interface AttemptStore {
  /**
   * If what is stored for the number is `expected` (a record with the same token, or nothing if
   * `expected` is undefined), stores `next`, or removes the record if `next` is undefined. Otherwise
   * changes nothing.
   *
   * An implementation keeps four promises:
   * - It is atomic: of two calls that expect the same, from any process, at most one changes the record.
   * - It is committed once it resolves, on a connection of its own, and no rollback or crash undoes it.
   * - It is harmless if repeated: a driver that sends a command again removes or replaces no record that
   *   another call stored meanwhile. So compare the token; never delete by phone number only.
   * - It rejects if it can't tell what is stored. It never resolves with a guess.
   *
   * @returns what is stored afterwards: a record, or undefined if there is none
   */
  compareAndSet(
    phoneNumber: string,
    expected: Attempt | undefined,
    next: Attempt | undefined,
  ): Promise<Attempt | undefined>;
}

/** Attempts that last as long as the client: the default. */
export function memoryAttempts(): AttemptStore {
  const records = new Map<string, Attempt>();
  return {
    async compareAndSet(phoneNumber, expected, next) {
      const stored = records.get(phoneNumber);
      if (stored?.token !== expected?.token) return stored;
      if (next === undefined) records.delete(phoneNumber);
      else records.set(phoneNumber, next);
      return next;
    },
  };
}
