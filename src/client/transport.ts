import { routes } from "../../generated/constants.js";
import { checkKey, createFieldError, mergeHeaders } from "./checks.js";
import { createConnectionError } from "./connection-failure.js";
import { createDeadline, type Deadline } from "./deadline.js";
import { ConnectionError, HamsaError, type Outcome } from "./errors.js";
import type { CallOptions, HeaderOptions } from "./options.js";
import { type Bytes, type RawResponse, readResponse, type SentRequest } from "./read-response.js";
import { createSecrets, type Secrets } from "./secrets.js";
import type { Settings } from "./settings.js";

/** One call of a client, however many requests it takes: its limits and its headers. */
export interface Call {
  readonly settings: Settings;
  readonly deadline: Deadline;
  /** The secrets in the call's body; each request adds the API key. */
  readonly secrets: Secrets;
  readonly maxRetries: number;
  readonly headers?: HeaderOptions | undefined;
}

/** Runs a call with one deadline over everything it does. `body` is what it will send, because of its secrets. */
export async function runCall<T>(
  settings: Settings,
  { timeout = settings.timeout, maxRetries = settings.maxRetries, signal, headers }: CallOptions,
  body: unknown,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const secrets = createSecrets(body, ...settings.secrets);
  const deadline = createDeadline(timeout, signal, secrets);
  try {
    return await work({ settings, deadline, secrets, maxRetries, headers });
  } finally {
    deadline.end();
  }
}

/** A request in plain values. */
export interface RawRequest {
  readonly method: string;
  readonly url: string;
  /** All except `Authorization`. */
  readonly headers: Headers;
  readonly body?: string | Bytes | undefined;
}

/** Sends a request for an operation of the description. */
export function sendOperation(
  call: Call,
  id: keyof typeof routes,
  { query = {}, body }: { query?: Readonly<Record<string, string | undefined>>; body?: string },
): Promise<RawResponse> {
  const { baseUrl, headers: always } = call.settings;
  const { method, path } = routes[id];
  const url = new URL(baseUrl + path);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  const headers = mergeHeaders(always, call.headers, { accept: "application/json" });
  // The options can't set it: it always describes the body.
  headers.delete("content-type");
  if (body !== undefined) headers.set("content-type", "application/json");
  return send(call, { method, url: url.href, headers, body });
}

/** A request that is sent, perhaps several times. */
type OngoingRequest = RawRequest & SentRequest;

/**
 * Sends a request and returns the response, read to its end. Adds the key, follows no redirects, retries
 * only what provably registered nothing, and limits the size of responses.
 */
export async function send(call: Call, raw: RawRequest): Promise<RawResponse> {
  const { deadline, secrets } = call;
  const isReadOnly = isReadMethod(raw.method);
  const ongoing: OngoingRequest = {
    ...raw,
    request: `${raw.method} ${raw.url}`,
    secrets,
    isReadOnly,
    outcome: "not-sent",
    outcomeOf: (status) => (isReadOnly ? "unchanged" : outcomeAfterSending(status)),
  };
  try {
    return await sendWithRetries(call, ongoing);
  } catch (error) {
    throw error instanceof HamsaError || !deadline.signal.aborted ? error : deadline.createError(ongoing.outcome);
  }
}

async function sendWithRetries(call: Call, ongoing: OngoingRequest): Promise<RawResponse> {
  for (let retries = 0; ; retries++) {
    let response: RawResponse | undefined;
    let failure: unknown;
    try {
      response = await sendOnce(call, ongoing);
      if (!isRetryable(response)) return response;
    } catch (error) {
      if (!(error instanceof ConnectionError && error.retryable)) throw error;
      failure = error;
      ongoing.outcome = error.outcome;
    }
    const delay = computeRetryDelay(retries, response);
    if (retries >= call.maxRetries || delay >= call.deadline.left()) {
      if (response) return response;
      throw failure;
    }
    await call.deadline.sleep(delay);
  }
}

/** Whether the same request may get a better response the next time, and sending it again does no harm. */
export function isRetryable({ status, isReadOnly }: Pick<RawResponse, "status" | "isReadOnly">): boolean {
  return status === 429 || (isReadOnly && (status === 408 || status >= 500));
}

/** Whether a request only reads: it changes nothing, and may be sent again (RFC 9110 9.2.1 and 9.2.2). */
function isReadMethod(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

/** How long to wait before the next attempt, in ms: exponential with full jitter, and at least `Retry-After`. */
function computeRetryDelay(retries: number, response: RawResponse | undefined): number {
  const backOff = Math.random() * Math.min(8_000, 500 * 2 ** retries);
  return Math.max(backOff, (response && parseRetryAfter(response.headers)) ?? 0);
}

/** What `Retry-After` says, in ms: whole seconds or an HTTP date (RFC 9110 10.2.3). */
export function parseRetryAfter(headers: Headers): number | undefined {
  const value = headers.get("retry-after") ?? "";
  if (/^[0-9]+$/.test(value)) return Number(value) * 1000;
  // Date.parse by itself accepts "-5" and "1.5" as dates.
  const date = /^[A-Z][a-z]{2,}, /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

/** Sends a request once, and reads the response. */
async function sendOnce(call: Call, ongoing: OngoingRequest): Promise<RawResponse> {
  const { settings, deadline } = call;
  const { method, url, body = null, outcome: outcomeBefore } = ongoing;
  const authorization = `Token ${await fetchKey(call, outcomeBefore)}`;
  const headers = mergeHeaders(ongoing.headers, { authorization });
  deadline.signal.throwIfAborted();
  if (!ongoing.isReadOnly) deadline.requireTimeToSend(1, outcomeBefore);
  ongoing.outcome = ongoing.outcomeOf();
  let response: Response;
  try {
    const init = { method, headers, body, redirect: "manual", signal: deadline.signal } as const;
    // Another fetch may resolve with a response of its own: readResponse checks what it uses.
    response = (await deadline.within(settings.fetch(url, init))) as Response;
  } catch (thrown) {
    if (deadline.signal.aborted) throw thrown;
    throw createConnectionError(thrown, ongoing, outcomeBefore);
  }
  return readResponse(response, ongoing, settings.maxResponseBytes, deadline);
}

/**
 * The outcome of a request that was sent, from the status of its response, if it has one. A 4xx is a
 * rejection, except 408: the server may have read enough. A redirect means "not here", except 303: that
 * one may follow a processed POST.
 */
function outcomeAfterSending(status = 0): Outcome {
  const isRejected = status >= 300 && status < 500;
  return isRejected && status !== 303 && status !== 408 ? "rejected" : "unknown";
}

/** Fetched for each attempt: the key may have been rotated since the last. */
async function fetchKey({ settings, deadline, secrets }: Call, outcome: Outcome): Promise<string> {
  let key: string;
  try {
    key = await deadline.within(settings.apiKey());
  } catch (thrown) {
    if (deadline.signal.aborted) throw thrown;
    // A vault's error may hold the key, so it is not passed on.
    throw createFieldError("The API key", "apiKey", "could not be obtained: the apiKey function threw", {
      outcome,
      retryable: true,
    });
  }
  const problem = checkKey(key);
  if (problem !== undefined) throw createFieldError("The API key", "apiKey", problem, { outcome });
  secrets.add(key);
  return key;
}
