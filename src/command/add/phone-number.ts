import { validateAddTwilioNumberRequest } from "../../../generated/validators.js";

/** A number as people type it, in E.164 form; undefined if it is not a phone number. */
export function toE164(typed: string): string | undefined {
  const phoneNumber = typed.replace(/[\s().\-\u2010-\u2015]/g, "");
  const violations = validateAddTwilioNumberRequest({ phoneNumber });
  return violations.some(({ field }) => field === ".phoneNumber") ? undefined : phoneNumber;
}

/** A North American number in groups, as people read it. How other countries group theirs would take a library. */
export function formatNumber(phoneNumber: string): string {
  return phoneNumber.replace(/^(\+1)([0-9]{3})([0-9]{3})([0-9]{4})$/, "$1 $2 $3 $4");
}

/** What was typed, for a message, unless it may be a secret in the wrong place. */
export function quoteTyped(typed: string): string {
  return /^[+0-9\s().-]{1,20}$/.test(typed) ? `"${typed}"` : "it (not shown: it may be a secret)";
}
