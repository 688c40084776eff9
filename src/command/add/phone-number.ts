import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { validateAddTwilioNumberRequest } from "../../../generated/validators.js";

/** A number as people type it, in E.164 form; nothing, if it is none. */
export function e164(typed: string): string | undefined {
  const phoneNumber = typed.replace(/[\s().\-\u2010-\u2015]/g, "");
  const broken = validateAddTwilioNumberRequest({ phoneNumber }).some(({ field }) => field === ".phoneNumber");
  return broken ? undefined : phoneNumber;
}

/** A number in groups, as people read it; one that no country groups so, as it is. */
export function grouped(phoneNumber: string): string {
  return parsePhoneNumberFromString(phoneNumber)?.formatInternational() ?? phoneNumber;
}

/** What was typed, for a message: nothing that may be a secret in the wrong place. */
export function quoted(typed: string): string {
  return /^[+0-9\s().-]{1,20}$/.test(typed) ? `"${typed}"` : "it (not shown: it may be a secret)";
}
