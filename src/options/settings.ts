import { serverUrl } from "../../generated/constants.js";
import type { Violation } from "../errors/hamsa-error.js";
import { InvalidParamsError } from "../errors/invalid-params-error.js";
import { type Attempts, attemptsInMemory } from "./attempts.js";
import type { HeaderOptions } from "./headers.js";
import { CLIENT_CHECKS, copied, problemsIn } from "./option-checks.js";
import type { HamsaClientOptions } from "./options.js";

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

const SUBJECT = "The options of createHamsaClient";

/** Explicit options first, then the environment, then the defaults. */
export function settingsFrom(given: HamsaClientOptions): Settings {
  const options = copied(SUBJECT, given);
  const apiKey = options.apiKey ?? environment().HAMSA_API_KEY ?? "";
  const baseUrl = options.baseUrl ?? serverUrl;
  const violations = [...problemsIn({ ...options, apiKey, baseUrl }, CLIENT_CHECKS), ...dangers(options, baseUrl)];
  if (violations.length > 0) throw new InvalidParamsError(SUBJECT, violations);
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
