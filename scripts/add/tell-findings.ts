import type { PhoneNumber } from "../../src/index.js";
import type { Candidate } from "./look-up.js";
import { grouped } from "./phone-number.js";
import { printable } from "./tell.js";
import type { OwnedNumber } from "./twilio.js";

/** `+1 415 555 0123 is yours: PN0123…cdef, "Support Line", voice ✓`. */
function ownership({ phone_number, sid, friendly_name, capabilities }: OwnedNumber): string {
  const name = friendly_name ? `, "${printable(friendly_name)}"` : "";
  return `${grouped(phone_number)} is yours: ${sid.slice(0, 6)}…${sid.slice(-4)}${name}, voice ${capabilities?.voice === false ? "✗" : "✓"}`;
}

/** What Twilio says of the numbers. */
export function twilioLine(candidates: readonly Candidate[], problems: number): string {
  const asked = candidates.filter(({ owned }) => owned !== undefined);
  const [first] = asked;
  if (first?.owned && candidates.length === 1) return `  Twilio   ${ownership(first.owned)}`;
  if (asked.length + problems === 0) return "  Twilio   not asked";
  return `  Twilio   ${asked.length} of ${asked.length + problems} numbers are yours and take voice calls`;
}

/** What Hamsa has of them. */
export function hamsaLine(chosen: readonly Candidate[], there: ReadonlyMap<string, PhoneNumber>): string {
  const known = chosen.map(({ params }) => there.get(params.phoneNumber)).filter((found) => found !== undefined);
  const [first] = known;
  if (chosen.length > 1) return `  Hamsa    ${known.length} of ${chosen.length} are registered already`;
  return `  Hamsa    ${first === undefined ? "not registered yet" : `registered already, as "${printable(first.label)}"`}`;
}
