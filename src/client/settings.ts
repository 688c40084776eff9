import { serverUrl } from "../../generated/constants.js";
import { InvalidParamsError, type Violation } from "./errors.js";
import type { Attempts, CallOptions, EnsureOptions, HamsaClientOptions, HeaderOptions } from "./options.js";

/** The options as the client works with them: checked and complete. */
export interface Settings {
  readonly apiKey: () => string | Promise<string>;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly timeout: number;
  readonly maxRetries: number;
  readonly maxResponseBytes: number;
  readonly fetch: typeof globalThis.fetch;
  readonly headers: HeaderOptions;
  readonly attempts: Attempts;
}

/** Explicit options first, then the environment, then the defaults. */
export function settingsFrom(given: HamsaClientOptions): Settings {
  const subject = "The options of createHamsaClient";
  const options = copied(subject, given, "options");
  const apiKey = options.apiKey ?? environment().HAMSA_API_KEY ?? "";
  const baseUrl = options.baseUrl ?? serverUrl;
  refuse(subject, [...problemsIn({ ...options, apiKey, baseUrl }, CLIENT_CHECKS), ...dangers(options, baseUrl)]);
  return {
    apiKey: typeof apiKey === "function" ? apiKey : () => apiKey,
    baseUrl: baseUrl.replace(/\/+$/, ""),
    timeout: options.timeout ?? 30_000,
    maxRetries: options.maxRetries ?? 2,
    maxResponseBytes: options.maxResponseBytes ?? 1_048_576,
    // Looked up at each call, so that a test or a tracer that replaces it later is heeded.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    headers: options.headers ?? {},
    attempts: options.attempts ?? attemptsInMemory(),
  };
}

/** What Node, Bun and Deno call the environment; empty where there is none. */
function environment(): { HAMSA_API_KEY?: string } {
  const { process } = globalThis as { process?: { env?: { HAMSA_API_KEY?: string } } };
  return process?.env ?? {};
}

/** Attempts that last as long as the client. */
function attemptsInMemory(): Attempts {
  const begun = new Set<string>();
  return {
    begin: (phoneNumber) => begun.size < begun.add(phoneNumber).size,
    release: (phoneNumber) => begun.delete(phoneNumber),
  };
}

/** What would put the secrets where others can read them, unless the caller insists. */
function dangers(options: HamsaClientOptions, baseUrl: string): Violation[] {
  const found: Violation[] = [];
  if (!options.dangerouslyAllowBrowser && isBrowser()) {
    const message =
      "must be true in a browser, where anybody can read the API key and the Twilio token: call from a server";
    found.push({ field: "dangerouslyAllowBrowser", message });
  }
  if (!options.allowInsecureHttp && isInsecure(baseUrl)) {
    const message =
      "must begin with https://: over http anybody on the way can read the secrets (allowInsecureHttp allows it)";
    found.push({ field: "baseUrl", message });
  }
  return found;
}

function isBrowser(): boolean {
  const { window, document } = globalThis as { window?: unknown; document?: unknown };
  return typeof window === "object" && typeof document === "object";
}

function isInsecure(baseUrl: string): boolean {
  if (!URL.canParse(baseUrl)) return false;
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === "http:" && !/^(?:(?:[^.]+\.)*localhost|127(?:\.[0-9]+){3}|\[::1\])$/.test(hostname);
}

/** Says what is wrong with a value, as the end of a sentence that begins with the option's name. */
export type Check = (value: unknown) => string | undefined;
export type Checks<Options> = { readonly [Option in keyof Options]-?: Check };

/** The longest time that a timer can measure: beyond it, it fires at once. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

const isBoolean: Check = (value) => (typeof value === "boolean" ? undefined : "must be true or false");

const isInteger =
  (least: number, most: number, unit: string): Check =>
  (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most
      ? undefined
      : `must be a whole number of ${unit} from ${least} to ${most}`;

/** The rules for the bare API key: what else it may be made of is for Hamsa to say. */
export const checkKey: Check = (key) => {
  if (typeof key !== "string") return "must be a string, or a function that returns one";
  if (key === "") return "is empty: pass the Hamsa API key, or set HAMSA_API_KEY";
  if (key.trim() !== key) return "begins or ends with white space; paste it again without";
  if (/^(?:Token|Bearer)\s/i.test(key)) return "must be the bare key: the client puts the word Token before it";
  // Told here because `Headers` would quote the key in its error.
  if (!/^[\x21-\x7e]+$/.test(key)) return "has a space, a line break or a character outside ASCII in it";
  return undefined;
};

const checkHeaders: Check = (headers) => {
  if (typeof headers !== "object" || headers === null) return "must be an object of names and values";
  try {
    if (!mergedHeaders(headers as HeaderOptions).has("authorization")) return undefined;
  } catch {
    return "has a name or a value that HTTP does not allow";
  }
  return "must not set Authorization: that is what apiKey is for";
};

const checkUrl: Check = (value) => {
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

const CLIENT_CHECKS: Checks<HamsaClientOptions> = {
  ...PER_CALL,
  apiKey: (value) => (typeof value === "function" ? undefined : checkKey(value)),
  baseUrl: checkUrl,
  maxResponseBytes: isInteger(1, Number.MAX_SAFE_INTEGER, "bytes"),
  fetch: (value) => (typeof value === "function" ? undefined : "must be a function"),
  attempts: (value) => (hasMethods(value, "begin", "release") ? undefined : "must have the methods begin and release"),
  dangerouslyAllowBrowser: isBoolean,
  allowInsecureHttp: isBoolean,
};

export const CALL_CHECKS: Checks<CallOptions> = {
  ...PER_CALL,
  // Not by `instanceof`: test environments bring an AbortSignal of their own.
  signal: (value) =>
    typeof Object(value).aborted === "boolean" && hasMethods(value, "addEventListener")
      ? undefined
      : "must be an AbortSignal",
};

export const ENSURE_CHECKS: Checks<EnsureOptions> = { ...CALL_CHECKS, lookFirst: isBoolean };

function hasMethods(value: unknown, ...names: readonly string[]): boolean {
  return names.every((name) => typeof Object(value)[name] === "function");
}

/** A copy of the options, or the params, of a call, if nothing is wrong with them. */
export function checked<Given extends object>(
  subject: string,
  given: Given,
  checks: Checks<Given>,
  kind: "option" | "param" = "option",
): Given {
  const copy = copied(subject, given, `${kind}s`);
  refuse(subject, problemsIn(copy, checks, kind));
  return copy;
}

/** Getters are read once: what is checked is what is used. */
function copied<Given extends object>(subject: string, given: Given, field: string): Given {
  if (typeof given === "object" && given !== null) return { ...given };
  throw new InvalidParamsError(subject, [{ field, message: "must be an object, or be omitted" }]);
}

/** What is wrong with those that are set; an unknown one is a typing mistake. */
function problemsIn<Given extends object>(given: Given, checks: Checks<Given>, kind = "option"): Violation[] {
  return Object.entries(given).flatMap(([field, value]) => {
    if (value === undefined) return [];
    const message = Object.hasOwn(checks, field)
      ? checks[field as keyof Given](value)
      : `is not ${kind === "option" ? "an" : "a"} ${kind}; the ${kind}s are ${Object.keys(checks).join(", ")}`;
    return message === undefined ? [] : [{ field, message }];
  });
}

export function refuse(subject: string, violations: readonly Violation[]): void {
  if (violations.length > 0) throw new InvalidParamsError(subject, violations);
}

/** Several sources of headers as one: a later source wins, and what is set to `undefined` is left out. */
export function mergedHeaders(...sources: readonly (HeaderOptions | undefined)[]): Headers {
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
