import type { Violation } from "../errors/hamsa-error.js";
import { InvalidParamsError } from "../errors/invalid-params-error.js";
import { type HeaderOptions, mergedHeaders } from "./headers.js";
import type { CallOptions, EnsureOptions, HamsaClientOptions } from "./options.js";

/** Says what is wrong with a value, as the end of a sentence that begins with the option's name. */
type OptionCheck = (value: unknown) => string | undefined;
type OptionChecks<Options> = { readonly [Option in keyof Options]-?: OptionCheck };

/** The longest time that a timer can measure: beyond it, it fires at once. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

const isBoolean: OptionCheck = (value) => (typeof value === "boolean" ? undefined : "must be true or false");

const isInteger =
  (least: number, most: number, unit: string): OptionCheck =>
  (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most
      ? undefined
      : `must be a whole number of ${unit} from ${least} to ${most}`;

/** The rules for the bare API key: what else it may be made of is for Hamsa to say. */
export const checkKey: OptionCheck = (key) => {
  if (typeof key !== "string") return "must be a string, or a function that returns one";
  if (key === "") return "is empty: pass the Hamsa API key, or set HAMSA_API_KEY";
  if (key.trim() !== key) return "begins or ends with white space; paste it again without";
  if (/^(?:Token|Bearer)\s/i.test(key)) return "must be the bare key: the client puts the word Token before it";
  // Told here because `Headers` would quote the key in its error.
  if (!/^[\x21-\x7e]+$/.test(key)) return "has a space, a line break or a character outside ASCII in it";
  return undefined;
};

const checkHeaders: OptionCheck = (headers) => {
  if (typeof headers !== "object" || headers === null) return "must be an object of names and values";
  try {
    if (!mergedHeaders(headers as HeaderOptions).has("authorization")) return undefined;
  } catch {
    return "has a name or a value that HTTP does not allow";
  }
  return "must not set Authorization: that is what apiKey is for";
};

const checkUrl: OptionCheck = (value) => {
  if (typeof value !== "string" || !URL.canParse(value)) return "must be a URL, such as https://api.example.com";
  const { protocol, username, password, search, hash } = new URL(value);
  if (protocol !== "https:" && protocol !== "http:") return "must begin with https://";
  if (username + password !== "") return "must not carry a user name or a password";
  if (search + hash !== "") return "must end with the host or a path, without ? or #";
  return undefined;
};

const PER_CALL = {
  timeout: isInteger(1, LONGEST_TIMEOUT, "ms"),
  maxRetries: isInteger(0, 100, "retries"),
  headers: checkHeaders,
} as const;

export const CLIENT_CHECKS: OptionChecks<HamsaClientOptions> = {
  ...PER_CALL,
  apiKey: (value) => (typeof value === "function" ? undefined : checkKey(value)),
  baseUrl: checkUrl,
  maxResponseBytes: isInteger(1, Number.MAX_SAFE_INTEGER, "bytes"),
  fetch: (value) => (typeof value === "function" ? undefined : "must be a function"),
  attempts: (value) => {
    const { begin, release } = Object(value);
    return typeof begin === "function" && typeof release === "function"
      ? undefined
      : "must have the methods begin and release";
  },
  dangerouslyAllowBrowser: isBoolean,
  allowInsecureHttp: isBoolean,
};

export const CALL_CHECKS: OptionChecks<CallOptions> = {
  ...PER_CALL,
  signal: (value) => (isSignal(value) ? undefined : "must be an AbortSignal"),
};

export const ENSURE_CHECKS: OptionChecks<EnsureOptions> = { ...CALL_CHECKS, lookFirst: isBoolean };

/** Not by `instanceof`: test environments bring an AbortSignal of their own. */
function isSignal(value: unknown): boolean {
  const { aborted, addEventListener } = Object(value) as Partial<AbortSignal>;
  return typeof aborted === "boolean" && typeof addEventListener === "function";
}

/** The options' own copy, getters read once: what is checked is what is used. */
export function copied<Options extends object>(subject: string, options: Options, field = "options"): Options {
  if (typeof options === "object" && options !== null) return { ...options };
  throw new InvalidParamsError(subject, [{ field, message: "must be an object, or be omitted" }]);
}

/** A copy of the options, if nothing is wrong with them. */
export function checked<Options extends object>(
  subject: string,
  given: Options,
  checks: OptionChecks<Options>,
): Options {
  const options = copied(subject, given);
  const violations = problemsIn(options, checks);
  if (violations.length > 0) throw new InvalidParamsError(subject, violations);
  return options;
}

/** What is wrong with the options that are set; an unknown one is a typing mistake. */
export function problemsIn<Options extends object>(options: Options, checks: OptionChecks<Options>): Violation[] {
  return Object.entries(options).flatMap(([option, value]) => {
    if (value === undefined) return [];
    const check = Object.hasOwn(checks, option) ? checks[option as keyof Options] : undefined;
    const message =
      check === undefined ? `is not an option; the options are ${Object.keys(checks).join(", ")}` : check(value);
    return message === undefined ? [] : [{ field: option, message }];
  });
}
