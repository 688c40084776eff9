import type { components, operations } from "../../generated/api.js";
import { parametersOf } from "../../generated/constants.js";
import { validateAddTwilioNumberRequest, validateListPhoneNumbersParameters } from "../../generated/validators.js";
import { InvalidParamsError, type Violation, violationsOf } from "./errors.js";
import { type Check, type Checks, checked, refuse } from "./settings.js";

/** The number to register, its name in Hamsa, and the Twilio credentials that control it. */
export type AddTwilioNumberParams = components["schemas"]["AddTwilioNumberRequest"];

/** What the list may be asked for. */
export type Query = NonNullable<operations["listPhoneNumbers"]["parameters"]["query"]>;

/** Which numbers to list; without them all. Pages are counted by the client. */
export type ListNumbersParams = Omit<Query, "skip" | "take">;

/**
 * The params as JSON, whatever getters or `toJSON` they had: turned once, so that what is checked is
 * what is sent.
 */
export function checkedBody(subject: string, params: AddTwilioNumberParams): string {
  let body: string;
  try {
    body = JSON.stringify(params) ?? "null";
  } catch {
    throw new InvalidParamsError(subject, [{ field: "params", message: "can't be turned into JSON" }]);
  }
  refuse(subject, problemsOf(JSON.parse(body)));
  return body;
}

/** A phone number that a registration would take. */
export function checkedPhoneNumber(subject: string, phoneNumber: string): string {
  const problems = problemsOf({ phoneNumber }).filter(({ field }) => field === "phoneNumber");
  refuse(subject, problems);
  return phoneNumber;
}

export function checkedFilters(subject: string, params: ListNumbersParams): ListNumbersParams {
  return checked(subject, params, FILTER_CHECKS, "param");
}

const FILTER_CHECKS = Object.fromEntries(
  parametersOf.listPhoneNumbers
    .filter((name) => name !== "skip" && name !== "take")
    .map((name): [string, Check] => [
      name,
      (value) => violationsOf(validateListPhoneNumbersParameters, { [name]: value }, name)[0]?.message,
    ]),
) as Checks<ListNumbersParams>;

/** What the description refuses; where a mistake explains it, that in its place. */
function problemsOf(params: unknown): Violation[] {
  const mistakes = mistakesIn(Object(params));
  const broken = violationsOf(validateAddTwilioNumberRequest, params, "params");
  return [...broken.filter(({ field }) => !mistakes.some((mistake) => mistake.field === field)), ...mistakes];
}

type Mistake = readonly [looksLike: RegExp, message: string];

const STRAY_SPACE: Mistake = [/^\s|\s$/, "begins or ends with white space; paste it again without"];
const MASK: Mistake = [/^[A-Z]{2}X+$/, "is the documentation's mask; put your own SID there"];

/**
 * What people send by mistake (Twilio's error pages 20003, 20404, 21470 and 13223 name most). Each
 * pattern fits wrong values only; the first that fits is reported instead of the bare constraint.
 */
const MISTAKES: { readonly [Field in keyof AddTwilioNumberParams]?: readonly Mistake[] } = {
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
function mistakesIn(params: Readonly<Record<string, unknown>>): Violation[] {
  return Object.entries(MISTAKES).flatMap(([field, mistakes]) => {
    const value = params[field];
    const mistake = typeof value === "string" ? mistakes.find(([looksLike]) => looksLike.test(value)) : undefined;
    return mistake ? [{ field, message: mistake[1] }] : [];
  });
}
