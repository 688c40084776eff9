import type { Attempt, AttemptStore } from "../../src/index.js";

/** A store that works, and shows what it holds. */
export interface VisibleStore extends AttemptStore {
  readonly records: Map<string, Attempt>;
}

export function createStore(records = new Map<string, Attempt>()): VisibleStore {
  return {
    records,
    async compareAndSet(phoneNumber, expected, next) {
      const stored = records.get(phoneNumber);
      if (stored?.token !== expected?.token) return stored;
      // As JSON, because a database keeps no object.
      if (next === undefined) records.delete(phoneNumber);
      else records.set(phoneNumber, JSON.parse(JSON.stringify(next)));
      return records.get(phoneNumber);
    },
  };
}
