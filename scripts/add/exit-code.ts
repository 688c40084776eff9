import type { Result } from "./register.js";

/** Usage, credentials, params: nothing reached Hamsa that could register a number. */
export const NOTHING_SENT = 2;

const REJECTED = 1;
const UNKNOWN = 3;

/** What is open counts most, then what failed beside others, then that nothing was sent. */
export function exitCode(results: readonly Result[]): number {
  const has = (...outcomes: readonly Result["outcome"][]) => results.some(({ outcome }) => outcomes.includes(outcome));
  if (has("unknown")) return UNKNOWN;
  if (!has("rejected", "not sent")) return 0;
  return has("rejected", "registered", "already registered", "would be registered") ? REJECTED : NOTHING_SENT;
}
