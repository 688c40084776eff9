import type { components, operations } from "../../generated/api.js";
import { validateAddTwilioNumberRequest, validateListPhoneNumbersParameters } from "../../generated/validators.js";
import {
  type Check,
  type Checks,
  checkOptions,
  createFieldError,
  findMistake,
  findViolations,
  type Mistake,
  STRAY_WHITESPACE,
  throwIfInvalid,
} from "./checks.js";
import type { Violation } from "./errors.js";

/** The number to register, its name in Hamsa, and the Twilio credentials that control it. */
export interface AddTwilioNumberParams extends Schema {}

type Schema = components["schemas"]["AddTwilioNumberRequest"];
type Query = NonNullable<operations["listPhoneNumbers"]["parameters"]["query"]>;

/** Which numbers to list. Empty for all of them; the client counts the pages. */
export interface ListPhoneNumbersParams extends Omit<Query, "skip" | "take"> {}

/** A registration that can be sent: its params, and their JSON. */
export interface Registration {
  readonly body: string;
  readonly params: AddTwilioNumberParams;
}

/**
 * Turns the params into JSON, getters and `toJSON` included. It is done once, so that the checked body is
 * the one that is sent.
 */
export function createRegistration(subject: string, given: AddTwilioNumberParams): Registration {
  let body: string;
  try {
    body = JSON.stringify(given) ?? "null";
  } catch {
    throw createFieldError(subject, "params", "can't be turned into JSON");
  }
  const params: AddTwilioNumberParams = JSON.parse(body);
  throwIfInvalid(subject, checkRegistration(params));
  return { body, params };
}

/** Returns a phone number, if it is one that a registration accepts. */
export function checkPhoneNumber(subject: string, phoneNumber: string): string {
  throwIfInvalid(
    subject,
    checkRegistration({ phoneNumber }).filter(({ field }) => field === "phoneNumber"),
  );
  return phoneNumber;
}

export function checkFilters(subject: string, params: ListPhoneNumbersParams): ListPhoneNumbersParams {
  return checkOptions(subject, params, FILTER_CHECKS, "param");
}

const checkFilter =
  (name: keyof ListPhoneNumbersParams): Check =>
  (value) =>
    validateListPhoneNumbersParameters({ [name]: value })[0]?.message;

const FILTER_CHECKS: Checks<ListPhoneNumbersParams> = {
  voiceAgentId: checkFilter("voiceAgentId"),
  provider: checkFilter("provider"),
};

/** What the description rejects. A known mistake replaces the bare constraint of its field. */
function checkRegistration(params: unknown): Violation[] {
  const mistakes = findMistakes(Object(params));
  const violations = findViolations(validateAddTwilioNumberRequest, params, "params");
  return [...violations.filter(({ field }) => !mistakes.some((mistake) => mistake.field === field)), ...mistakes];
}

const PLACEHOLDER: Mistake = [/^[A-Z]{2}X+$/, "is the placeholder from the documentation; use your own SID"];

/**
 * What people send by mistake (Twilio's error pages 20003, 20404, 21470 and 13223 name most). Each pattern
 * matches only invalid values; the first match is reported instead of the bare constraint.
 */
const MISTAKES: { readonly [Field in keyof AddTwilioNumberParams]?: readonly Mistake[] } = {
  phoneNumber: [
    STRAY_WHITESPACE,
    [/[\s().-]/, "must have no spaces, dashes, dots or parentheses: + and digits only"],
    [/^00/, "must start with + instead of 00"],
    [/^[0-9]/, "must start with + and the country code"],
    [/^\+0/, "must have the country code after +, and no country code starts with 0"],
  ],
  twilioNumberSid: [
    STRAY_WHITESPACE,
    PLACEHOLDER,
    [/^AC/, "must start with PN; this looks like an account SID (AC...). Are the two SIDs swapped?"],
    [/^SK/, "must start with PN; this looks like an API key SID (SK...)"],
  ],
  twilioAccountSid: [
    STRAY_WHITESPACE,
    PLACEHOLDER,
    [/^SK/, "must start with AC; this looks like an API key SID (SK...)"],
    [/^PN/, "must start with AC; this looks like a phone number SID (PN...). Are the two SIDs swapped?"],
  ],
  twilioAuthToken: [
    STRAY_WHITESPACE,
    [
      /^(?:AC|PN|SK)[0-9a-fA-F]{32}$/,
      "looks like a SID; the auth token is next to the account SID in the Twilio Console",
    ],
    [/^your_/, "is the placeholder from the documentation; use your account's auth token"],
  ],
};

/** The mistakes that the values look like, one per field. */
function findMistakes(params: Readonly<Record<string, unknown>>): Violation[] {
  return Object.entries(MISTAKES).flatMap(([field, mistakes]) => {
    const value = params[field];
    const message = typeof value === "string" ? findMistake(value, mistakes) : undefined;
    return message === undefined ? [] : [{ field, message }];
  });
}
