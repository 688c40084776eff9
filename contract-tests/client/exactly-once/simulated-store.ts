import type { Attempt, AttemptStore } from "../../../src/index.js";
import { createStore } from "../../support/attempts.js";

/**
 * How a call of the store goes wrong. "late" changes the store long after the caller has given up; "repeat"
 * sends the command again after others have come between, as drivers do.
 */
export type StoreFault =
  | "none"
  | "slow"
  | "hang"
  | "hang after the change"
  | "fail"
  | "fail after the change"
  | "late"
  | "late failure"
  | "repeat"
  | "row count";

const SLOW_MS = 400;
const LATE_MS = 15_000;
const REPEAT_MS = 1_500;

/** A store that callers share, with every fault on demand. */
export class SimulatedStore {
  /** Faults of the next calls, in order. */
  readonly faults: StoreFault[] = [];
  readonly #store = createStore();

  get records(): ReadonlyMap<string, Attempt> {
    return this.#store.records;
  }

  /** The store as one caller sees it. After its crash, it never settles, but what it sent may still arrive. */
  storeOf(life: { isOver: boolean }): AttemptStore {
    return {
      compareAndSet: async (...change) => {
        const never = new Promise<never>(() => {});
        if (life.isOver) return never;
        const result = await this.#apply(change, this.faults.shift() ?? "none");
        return life.isOver ? never : result;
      },
    };
  }

  async #apply(change: Parameters<AttemptStore["compareAndSet"]>, fault: StoreFault): Promise<Attempt | undefined> {
    const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const apply = () => this.#store.compareAndSet(...change);
    switch (fault) {
      case "hang":
        return new Promise(() => {});
      case "fail":
        throw new Error("connection refused");
      case "late":
        await wait(LATE_MS);
        return apply();
      case "late failure":
        void wait(LATE_MS).then(apply);
        throw new Error("query timed out");
      case "repeat":
        void wait(REPEAT_MS).then(apply);
        return apply();
      case "slow":
        await wait(SLOW_MS);
        return apply();
      default: {
        await wait(5);
        const stored = await apply();
        if (fault === "hang after the change") return new Promise(() => {});
        if (fault === "fail after the change") throw new Error("connection lost");
        return fault === "row count" ? ({ rowCount: 1 } as never) : stored;
      }
    }
  }
}
