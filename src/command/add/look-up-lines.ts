import { makeSafe } from "../output.js";
import { cut } from "../text.js";
import { abbreviate, type Candidate, type LookUpResult } from "./look-up.js";
import { formatNumber } from "./phone-number.js";
import type { Result } from "./result.js";
import type { OwnedNumber } from "./twilio.js";

const MAX_NAMED = 3;

/** Longer than any name that a person gives. A server may send one that fills the screen. */
const MAX_NAME_WIDTH = 64;

/** A name from a server or a file, in quotation marks. */
export function quoteName(name: string): string {
  return `"${cut(makeSafe(name), MAX_NAME_WIDTH)}"`;
}

/** Summarizes the Twilio lookup. */
export function formatTwilioLines({ candidates, problems, leftOut }: LookUpResult): string[] {
  const lookedUp = candidates.flatMap(({ owned }) => owned ?? []);
  const [first] = lookedUp;
  const total = lookedUp.length + problems.length + leftOut.length;
  if (total === 0) return ["  Twilio   skipped"];
  if (total > 1)
    return [
      `  Twilio   ${lookedUp.length} of ${total} are yours and can take voice calls`,
      ...(leftOut.length > 0 ? [`  Left out ${nameFirst(leftOut)}`] : []),
    ];
  // The result says what is wrong with the only number.
  return first === undefined ? [] : [`  Twilio   ${describeOwned(first)}`];
}

function nameFirst(numbers: readonly string[]): string {
  const names = numbers.slice(0, MAX_NAMED).map(formatNumber).join(", ");
  return numbers.length > MAX_NAMED ? `${names} and ${numbers.length - MAX_NAMED} more` : names;
}

/** `+1 415 555 0123 is yours: PN0123…cdef, "Support Line", voice ✓`. */
function describeOwned({ phoneNumber, sid, name, voice }: OwnedNumber): string {
  const quoted = name === "" ? "" : `, ${quoteName(name)}`;
  return `${formatNumber(phoneNumber)} is yours: ${abbreviate(sid)}${quoted}, voice ${voice === undefined ? "not stated" : "✓"}`;
}

/** Summarizes which of the numbers are registered. */
export function formatHamsaLine(chosen: readonly Candidate[], registered: ReadonlyMap<string, Result>): string {
  const [first] = chosen.flatMap(({ params }) => registered.get(params.phoneNumber) ?? []);
  if (chosen.length > 1) return `  Hamsa    ${registered.size} of ${chosen.length} already registered`;
  return `  Hamsa    ${first === undefined ? "not registered yet" : `already registered as ${quoteName(first.label ?? "")}`}`;
}
