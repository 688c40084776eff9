/**
 * Where `ensureTwilioNumber` notes each number before it sends it, so that no later call sends it again
 * while the list does not show it. One for each account; a durable one keeps this over a crash, a
 * shared one among processes.
 */
export interface Attempts {
  /**
   * Notes the number, once and for all callers at once (in SQL an INSERT that ignores conflicts).
   * Resolves with whether it was not noted before.
   */
  begin(phoneNumber: string): boolean | Promise<boolean>;
  /** Strikes the number out: it was certainly not registered. */
  release(phoneNumber: string): unknown;
}

/** Attempts that last as long as the client. */
export function attemptsInMemory(): Attempts {
  const begun = new Set<string>();
  return {
    begin: (phoneNumber) => begun.size < begun.add(phoneNumber).size,
    release: (phoneNumber) => begun.delete(phoneNumber),
  };
}
