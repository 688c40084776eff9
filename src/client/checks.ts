import type { Validate } from "../../generated/validators.js";
import { type ErrorFacts, InvalidParamsError, type Violation } from "./errors.js";
import type { CallOptions, EnsureOptions, HeaderOptions } from "./options.js";

/** Returns what is wrong with a value, as the end of a sentence that starts with the option's name. */
export type Check = (value: unknown) => string | undefined;
export type Checks<Options> = { readonly [Option in keyof Options]-?: Check };

/** The longest time that a timer can measure, in ms: beyond it, a timer fires at once. */
const MAX_TIMEOUT = 2 ** 31 - 1;

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

export const isBoolean: Check = (value) => (typeof value === "boolean" ? undefined : "must be true or false");

export const isInteger =
  (min: number, max: number, unit: string): Check =>
  (value) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? undefined
      : `must be a whole number of ${unit} from ${min} to ${max}`;

/** What people pass by mistake: how it looks, and what to say about it. */
export type Mistake = readonly [looksLike: RegExp, message: string];

export const STRAY_WHITESPACE: Mistake = [/^\s|\s$/, "starts or ends with whitespace; paste it again without"];

/** The message of the first mistake that a string looks like. */
export function findMistake(text: string, mistakes: readonly Mistake[]): string | undefined {
  return mistakes.find(([looksLike]) => looksLike.test(text))?.[1];
}

/** The rules for the API key by itself. What else it may consist of is up to Hamsa. */
const KEY_MISTAKES: readonly Mistake[] = [
  [/^$/, "is empty; pass the Hamsa API key, or set HAMSA_API_KEY"],
  STRAY_WHITESPACE,
  [/^(?:Token|Bearer)\s/i, "must be the key only; the client adds the word Token"],
  // Checked here, because the error of `Headers` would quote the key.
  [/[^\x21-\x7e]/, "contains a space, a line break or a character outside ASCII"],
];

export const checkKey: Check = (key) =>
  typeof key === "string" ? findMistake(key, KEY_MISTAKES) : "must be a string, or a function that returns one";

const checkHeaders: Check = (headers) => {
  if (!isObject(headers)) return "must be an object of names and values";
  try {
    if (!mergeHeaders(headers as HeaderOptions).has("authorization")) return undefined;
  } catch {
    return "has a name or a value that HTTP does not allow";
  }
  return "must not set Authorization; use apiKey instead";
};

/** The options that a client has, and that one call can set for itself. */
export const PER_CALL_CHECKS = {
  timeout: isInteger(1, MAX_TIMEOUT, "ms"),
  maxRetries: isInteger(0, 100, "retries"),
  headers: checkHeaders,
} as const;

export const CALL_CHECKS: Checks<CallOptions> = {
  ...PER_CALL_CHECKS,
  // Without `instanceof`, because test environments have an AbortSignal of their own.
  signal: (value) =>
    typeof Object(value).aborted === "boolean" && hasMethods(value, "addEventListener", "removeEventListener")
      ? undefined
      : "must be an AbortSignal",
};

export const ENSURE_CHECKS: Checks<EnsureOptions> = {
  ...CALL_CHECKS,
  lookFirst: isBoolean,
  resendAfter: isInteger(0, Number.MAX_SAFE_INTEGER, "ms"),
};

export function hasMethods(value: unknown, ...names: readonly string[]): boolean {
  return names.every((name) => typeof Object(value)[name] === "function");
}

/** Returns a copy of a call's options or params, or throws with everything that is wrong with them. */
export function checkOptions<Given extends object>(
  subject: string,
  given: Given,
  checks: Checks<Given>,
  kind: "option" | "param" = "option",
): Given {
  const copy = copyOptions(subject, given, `${kind}s`);
  throwIfInvalid(subject, findProblems(copy, checks, kind));
  return copy;
}

/** Reads getters once, so that the checked values are the used ones. */
export function copyOptions<Given extends object>(subject: string, given: Given, field: string): Given {
  if (isObject(given)) return { ...given };
  throw createFieldError(subject, field, "must be an object, or be omitted");
}

/** What is wrong with the options that are set. An unknown one is a typo. */
export function findProblems<Given extends object>(given: Given, checks: Checks<Given>, kind = "option"): Violation[] {
  return Object.entries(given).flatMap(([field, value]) => {
    if (value === undefined) return [];
    const message = Object.hasOwn(checks, field)
      ? checks[field as keyof Given](value)
      : `is not ${kind === "option" ? "an" : "a"} ${kind}; the ${kind}s are ${Object.keys(checks).join(", ")}`;
    return message === undefined ? [] : [{ field, message }];
  });
}

export function createFieldError(
  subject: string,
  field: string,
  message: string,
  facts?: Partial<ErrorFacts>,
): InvalidParamsError {
  return new InvalidParamsError(subject, [{ field, message }], facts);
}

export function throwIfInvalid(subject: string, violations: readonly Violation[]): void {
  if (violations.length > 0) throw new InvalidParamsError(subject, violations);
}

/** How a value differs from a schema of the description, one entry per field. `whole` is the value's own name. */
export function findViolations(validate: Validate, value: unknown, whole: string): Violation[] {
  const byField = new Map<string, Violation>();
  for (const { field: path, message } of validate(value)) {
    const field = path.slice(1) || whole;
    // An empty string violates a length and a pattern; the first is enough.
    if (!byField.has(field)) byField.set(field, { field, message });
  }
  return [...byField.values()];
}

/** Merges headers: a later source wins, and headers that are `undefined` are left out. */
export function mergeHeaders(...sources: readonly (HeaderOptions | undefined)[]): Headers {
  const merged = new Headers();
  for (const source of sources) {
    const entries: Iterable<[string, string | undefined]> = isIterable(source) ? source : Object.entries(source ?? {});
    for (const [name, value] of entries) if (value !== undefined) merged.set(name, value);
  }
  return merged;
}

/** Not `instanceof Headers`: a test environment or a second copy of fetch may have a class of its own. */
function isIterable(source: HeaderOptions | undefined): source is Headers {
  return source !== undefined && Symbol.iterator in source;
}
