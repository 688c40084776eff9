import { setTimeout as wait } from "node:timers/promises";
import { printError } from "../output.js";

/** Why the run pauses. `firstMs` doubles with each pause in a row, unless the server says how long to wait. */
export interface Hindrance {
  readonly reason: string;
  readonly firstMs: number;
  /** After so many pauses in a row without any other response, waiting is pointless. */
  readonly maxPauses: number;
  /** Whether fewer numbers at once help. */
  readonly isLoad: boolean;
}

export const RATE_LIMIT: Hindrance = {
  reason: "Hamsa is rate limiting",
  firstMs: 1_000,
  maxPauses: 8,
  isLoad: true,
};
export const UNREACHABLE: Hindrance = {
  reason: "Hamsa can't be reached",
  firstMs: 500,
  maxPauses: 6,
  isLoad: false,
};

/** The longest pause, in ms. If a server asks for more, the run ends instead. */
const MAX_PAUSE_MS = 60_000;

/** After so many unknown outcomes in a row, Hamsa is down, and every further number would become unknown. */
const MAX_UNKNOWN_IN_A_ROW = 3;

/** A shorter pause is not worth a line. */
const MIN_SHOWN_MS = 2_000;

/** After so many numbers without a 429, one more is sent at once. */
const SPEED_UP_AFTER = 10;

/** How many numbers are sent at once, and when the next may be sent. All of them share it. */
export class Pace {
  readonly #maxAtOnce: number;
  readonly #signal: AbortSignal;
  #atOnce: number;
  #pausedUntil = 0;
  #pausesInARow = 0;
  #withoutLimit = 0;
  #unknownInARow = 0;

  constructor(maxAtOnce: number, signal: AbortSignal) {
    this.#maxAtOnce = maxAtOnce;
    this.#atOnce = maxAtOnce;
    this.#signal = signal;
  }

  /** How many numbers may be in flight. */
  get atOnce(): number {
    return this.#atOnce;
  }

  /** Waits until the pause is over. Returns early if the run is interrupted. */
  async waitForPause(): Promise<void> {
    while (this.#pausedUntil > Date.now() && !this.#signal.aborted) {
      await wait(this.#pausedUntil - Date.now(), undefined, { signal: this.#signal }).catch(() => {});
    }
  }

  /** Any response but a 429 or an unknown outcome shows that the server is there and takes requests. */
  recordResponse(): void {
    this.#pausesInARow = 0;
    this.#unknownInARow = 0;
    this.#withoutLimit += 1;
    if (this.#withoutLimit % SPEED_UP_AFTER === 0) this.#atOnce = Math.min(this.#atOnce + 1, this.#maxAtOnce);
  }

  /** Returns whether it is worth sending more. */
  recordUnknown(): boolean {
    this.#unknownInARow += 1;
    return this.#unknownInARow < MAX_UNKNOWN_IN_A_ROW;
  }

  /**
   * Pauses all numbers, and halves how many are sent at once.
   *
   * @param sentAt when the number was sent that met the hindrance
   * @returns whether it is worth the wait. If not, nothing more should be sent.
   */
  pause({ reason, firstMs, maxPauses, isLoad }: Hindrance, sentAt: number, retryAfterMs?: number): boolean {
    // The numbers that were sent together meet the limit together. That is one pause, not several.
    if (sentAt < this.#pausedUntil) return this.#pausesInARow <= maxPauses;
    const ms = retryAfterMs ?? Math.min(firstMs * 2 ** this.#pausesInARow, MAX_PAUSE_MS);
    this.#pausesInARow += 1;
    if (ms > MAX_PAUSE_MS || this.#pausesInARow > maxPauses) return false;
    if (isLoad) this.#atOnce = Math.max(1, Math.floor(this.#atOnce / 2));
    this.#withoutLimit = 0;
    this.#pausedUntil = Date.now() + ms;
    if (ms > MIN_SHOWN_MS) printError(`  … ${reason}. Waiting ${Math.ceil(ms / 1_000)} s.`);
    return true;
  }
}
