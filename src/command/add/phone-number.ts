import { validateAddTwilioNumberRequest } from "../../../generated/validators.js";

/** What people and programs put between digits, and the invisible marks that come along when a number is copied. */
const SEPARATORS = /[\s().\-\u2010-\u2015\p{Cf}]/gu;

/** `(0)`, which is dialed only within the country. */
const TRUNK_PREFIX = /\(\s*0\s*\)/;

/** A number as people type it in E.164 form, or what is wrong with it, as the end of a sentence that starts with it. */
export function toE164(typed: string): { phoneNumber: string } | { problem: string } {
  if (TRUNK_PREFIX.test(typed)) return { problem: explainTrunkPrefix(typed) };
  const phoneNumber = typed.replace(SEPARATORS, "");
  if (isPhoneNumber(phoneNumber)) return { phoneNumber };
  if (/^\+?[0-9]+[.,]?[0-9]*E\+?[0-9]+$/i.test(phoneNumber))
    return { problem: "was rounded by a spreadsheet. Format the column as text, then enter the numbers again" };
  const hint = /^[1-9][0-9]{9,14}$/.test(phoneNumber) ? `. If it has its country code, it is +${phoneNumber}` : "";
  return {
    problem: `is not a phone number. Start with + and the country code, then digits only: +14155550123${hint}`,
  };
}

function isPhoneNumber(phoneNumber: string): boolean {
  return !validateAddTwilioNumberRequest({ phoneNumber }).some(({ field }) => field === ".phoneNumber");
}

function explainTrunkPrefix(typed: string): string {
  const phoneNumber = typed.replace(TRUNK_PREFIX, "").replace(SEPARATORS, "");
  const meant = isPhoneNumber(phoneNumber) ? `: ${phoneNumber}` : "";
  return `has a (0), which is dialed only within the country. Leave it out${meant}`;
}

/** A North American number in groups, as people read it. How other countries group theirs would take a library. */
export function formatNumber(phoneNumber: string): string {
  return phoneNumber.replace(/^(\+1)([0-9]{3})([0-9]{3})([0-9]{4})$/, "$1 $2 $3 $4");
}

/** What was typed, for a message, unless it may be a secret in the wrong place. */
export function quoteTyped(typed: string): string {
  const visible = typed.replace(/\p{Cf}/gu, "").trim();
  return /^[+0-9\s().,\-E]{1,24}$/i.test(visible) ? `"${visible}"` : "it (not shown: it may be a secret)";
}
