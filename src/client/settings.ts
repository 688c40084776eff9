import { serverUrl } from "../../generated/constants.js";
import { type AttemptStore, memoryAttempts } from "./attempts.js";
import {
  type Check,
  type Checks,
  checkKey,
  copyOptions,
  findProblems,
  hasMethods,
  isBoolean,
  isInteger,
  PER_CALL_CHECKS,
  throwIfInvalid,
} from "./checks.js";
import type { Violation } from "./errors.js";
import type { FetchFunction, HamsaClientOptions, HeaderOptions } from "./options.js";

/** The options of a client, checked and complete. */
export interface Settings {
  readonly apiKey: () => string | Promise<string>;
  /** The API key, if it is known before the first request. */
  readonly secrets: readonly string[];
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly timeout: number;
  readonly maxRetries: number;
  readonly maxResponseBytes: number;
  readonly fetch: FetchFunction;
  readonly headers: HeaderOptions;
  readonly attempts: AttemptStore;
}

/** Takes explicit options first, then the environment, then the defaults. */
export function createSettings(given: HamsaClientOptions): Settings {
  const subject = "The options of createHamsaClient";
  const options = copyOptions(subject, given, "options");
  const apiKey = options.apiKey ?? readEnvironment().HAMSA_API_KEY ?? "";
  const baseUrl = options.baseUrl ?? serverUrl;
  throwIfInvalid(subject, [
    ...findProblems({ ...options, apiKey, baseUrl }, CLIENT_CHECKS),
    ...findUnsafeOptions(options, baseUrl),
  ]);
  return {
    apiKey: typeof apiKey === "function" ? apiKey : () => apiKey,
    secrets: typeof apiKey === "function" ? [] : [apiKey],
    baseUrl: baseUrl.replace(/\/+$/, ""),
    timeout: options.timeout ?? 30_000,
    maxRetries: options.maxRetries ?? 2,
    maxResponseBytes: options.maxResponseBytes ?? 1_048_576,
    // Called without `this`, which the platform's own would reject. Looked up for each request, because a
    // test or a tracer may replace it later.
    fetch: (url, init) => (options.fetch ?? globalThis.fetch)(url, init),
    headers: options.headers ?? {},
    attempts: options.attempts ?? memoryAttempts(),
  };
}

/** The environment of Node, Bun and Deno; empty on platforms without one. */
function readEnvironment(): { HAMSA_API_KEY?: string } {
  const { process } = globalThis as { process?: { env?: { HAMSA_API_KEY?: string } } };
  return process?.env ?? {};
}

/** Options that would put the secrets where others can read them, unless the caller allows it. */
function findUnsafeOptions(options: HamsaClientOptions, baseUrl: string): Violation[] {
  const problems: Violation[] = [];
  if (!options.dangerouslyAllowBrowser && isBrowser()) {
    const message =
      "must be true in a browser, where anyone who opens the page can read the API key and the Twilio token; call from a server instead";
    problems.push({ field: "dangerouslyAllowBrowser", message });
  }
  if (!options.allowInsecureHttp && isInsecure(baseUrl)) {
    const message =
      "must start with https://, because anyone on the network path can read the secrets over http (set allowInsecureHttp to allow it)";
    problems.push({ field: "baseUrl", message });
  }
  return problems;
}

function isBrowser(): boolean {
  const { window, document, navigator, WorkerNavigator, Deno, Bun } = globalThis as unknown as Record<string, unknown>;
  if (typeof window === "object" && typeof document === "object") return true;
  // A page's workers. Those of Deno and Bun resemble them; Node's and workerd's have no WorkerNavigator.
  const isWorker = typeof WorkerNavigator === "function" && navigator instanceof WorkerNavigator;
  return isWorker && Deno === undefined && Bun === undefined;
}

function isInsecure(baseUrl: string): boolean {
  if (!URL.canParse(baseUrl)) return false;
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === "http:" && !/^(?:(?:[^.]+\.)*localhost|127(?:\.[0-9]+){3}|\[::1\])$/.test(hostname);
}

const checkUrl: Check = (value) => {
  if (typeof value !== "string" || !URL.canParse(value)) return "must be a URL, such as https://api.example.com";
  const { protocol, username, password, search, hash } = new URL(value);
  if (protocol !== "https:" && protocol !== "http:") return "must start with https://";
  if (username + password !== "") return "must not contain a user name or a password";
  if (search + hash !== "") return "must end with the host or a path, without ? or #";
  return undefined;
};

const CLIENT_CHECKS: Checks<HamsaClientOptions> = {
  ...PER_CALL_CHECKS,
  apiKey: (value) => (typeof value === "function" ? undefined : checkKey(value)),
  baseUrl: checkUrl,
  maxResponseBytes: isInteger(1, Number.MAX_SAFE_INTEGER, "bytes"),
  fetch: (value) => (typeof value === "function" ? undefined : "must be a function"),
  attempts: (value) => (hasMethods(value, "compareAndSet") ? undefined : "must have the method compareAndSet"),
  dangerouslyAllowBrowser: isBoolean,
  allowInsecureHttp: isBoolean,
};
