import { retryAfterMs } from "../outcome/retry-after.js";

const FIRST_MS = 500;
const LONGEST_MS = 8_000;

/** How long to wait before the next attempt, in ms: what the server asks, else exponential with full jitter. */
export function retryDelay(retries: number, headers: Headers | undefined): number {
  const asked = headers && retryAfterMs(headers);
  return asked ?? Math.random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** retries);
}
