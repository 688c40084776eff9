import { retryAfterMs } from "./retry-after.js";

const FIRST_MS = 500;
const LONGEST_MS = 8_000;

/** How long to wait before the next attempt, in ms: exponential with full jitter, and never less than the server asks. */
export function retryDelay(retries: number, headers: Headers | undefined): number {
  const backOff = Math.random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** retries);
  return Math.max(backOff, (headers && retryAfterMs(headers)) ?? 0);
}
