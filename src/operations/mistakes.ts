import type { components } from "../../generated/api.js";
import type { Violation } from "../errors/hamsa-error.js";

type Params = components["schemas"]["AddTwilioNumberRequest"];
type Mistake = readonly [looksLike: RegExp, message: string];

const STRAY_SPACE: Mistake = [/^\s|\s$/, "begins or ends with white space; paste it again without"];
const MASK: Mistake = [/^[A-Z]{2}X+$/, "is the documentation's mask; put your own SID there"];

/**
 * What people send by mistake (Twilio's error pages 20003, 20404, 21470 and 13223 name most). Each
 * pattern fits wrong values only; the first that fits is reported instead of the bare constraint.
 */
const MISTAKES: { readonly [Field in keyof Params]?: readonly Mistake[] } = {
  phoneNumber: [
    STRAY_SPACE,
    [/[\s().-]/, "must have no spaces, dashes, dots or parentheses: + and digits only"],
    [/^00/, "must begin with + in place of 00"],
    [/^[0-9]/, "must begin with + and the country code"],
    [/^\+0/, "must have the country code after +, and no country code begins with 0"],
  ],
  twilioNumberSid: [
    STRAY_SPACE,
    MASK,
    [/^AC/, "must start with PN; this looks like an account SID (AC...): are the two SIDs swapped?"],
    [/^SK/, "must start with PN; this looks like an API key SID (SK...)"],
  ],
  twilioAccountSid: [
    STRAY_SPACE,
    MASK,
    [/^SK/, "must start with AC; this looks like an API key SID (SK...)"],
    [/^PN/, "must start with AC; this looks like a phone number SID (PN...): are the two SIDs swapped?"],
  ],
  twilioAuthToken: [
    STRAY_SPACE,
    [
      /^(?:AC|PN|SK)[0-9a-fA-F]{32}$/,
      "looks like a SID; the auth token stands beside the account SID in the Twilio console",
    ],
    [/^your_/, "is the documentation's placeholder; put your account's auth token there"],
  ],
};

/** The mistakes that the values' looks show, one for each field. */
export function mistakesIn(params: Readonly<Record<string, unknown>>): Violation[] {
  const found: Violation[] = [];
  for (const field in MISTAKES) {
    const value = params[field];
    const mistake =
      typeof value === "string" && MISTAKES[field as keyof Params]?.find(([looksLike]) => looksLike.test(value));
    if (mistake) found.push({ field, message: mistake[1] });
  }
  return found;
}
