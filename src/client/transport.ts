import { connectionFailure, failure } from "./connection-failure.js";
import { Deadline } from "./deadline.js";
import { ConnectionError, HamsaError, InvalidParamsError, type Outcome, RedirectError } from "./errors.js";
import type { CallOptions, HeaderOptions } from "./options.js";
import { type Bytes, cancel, readBody } from "./read-body.js";
import type { Secrets } from "./secrets.js";
import { checkKey, mergedHeaders, type Settings } from "./settings.js";

/** One call of a client, whatever requests it takes: its limits, and its headers. */
export interface Call {
  readonly settings: Settings;
  readonly deadline: Deadline;
  readonly maxRetries: number;
  readonly headers?: HeaderOptions | undefined;
}

/** Runs a call, one deadline over everything. */
export async function inTime<T>(
  settings: Settings,
  { timeout = settings.timeout, maxRetries = settings.maxRetries, signal, headers }: CallOptions,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const deadline = new Deadline(timeout, signal);
  try {
    return await work({ settings, deadline, maxRetries, headers });
  } finally {
    deadline.end();
  }
}

/** A request in plain values. */
export interface Message {
  readonly method: string;
  readonly url: string;
  /** All but the key's. */
  readonly headers: Headers;
  readonly body?: string | Bytes | undefined;
  /** The secrets that the body carries; the API key joins them with each attempt. */
  readonly secrets: Secrets;
}

/** A request on its way. */
export interface Sending extends Message {
  /** What is asked, for messages: method and URL. */
  readonly request: string;
  /** What an error would have to say now of all attempts so far. */
  outcome: Outcome;
}

/** An answer in plain values, exactly as the server sent it. Whoever shows any of it masks `secrets` first. */
export interface Answer {
  readonly request: string;
  readonly url: string;
  readonly status: number;
  /** What the status alone says of what became of the request. */
  readonly outcome: Outcome;
  readonly statusText: string;
  readonly headers: Headers;
  readonly bytes: Bytes;
  readonly secrets: Secrets;
}

/**
 * What stands beneath every call of a client: the key, no redirects, retries only of what provably
 * registered nothing, answers bounded in size. Returns the server's answer, read to its end.
 */
export async function send(call: Call, message: Message): Promise<Answer> {
  const { deadline } = call;
  const sending: Sending = { ...message, request: `${message.method} ${message.url}`, outcome: "not-sent" };
  try {
    return await sendWithRetries(call, sending);
  } catch (error) {
    throw error instanceof HamsaError || !deadline.signal.aborted ? error : deadline.error(sending.outcome);
  }
}

async function sendWithRetries(call: Call, sending: Sending): Promise<Answer> {
  for (let retries = 0; ; retries++) {
    let answer: Answer | undefined;
    let failure: unknown;
    try {
      answer = await attempt(call, sending);
      if (!isWorthAsking(answer, sending)) return answer;
    } catch (error) {
      if (!(error instanceof ConnectionError) || !(error.outcome === "not-sent" || onlyReads(sending))) throw error;
      failure = error;
      sending.outcome = error.outcome;
    }
    const delay = retryDelay(retries, answer);
    if (retries >= call.maxRetries || delay >= call.deadline.left) {
      if (answer) return answer;
      throw failure;
    }
    await call.deadline.sleep(delay);
  }
}

/** Whether the same request may be answered better the next time, and asking does no harm. */
function isWorthAsking({ status }: Answer, message: Message): boolean {
  return status === 429 || (onlyReads(message) && (status === 408 || status >= 500));
}

/** Whether a request only reads: it changes nothing, and may be sent again (RFC 9110 9.2.1 and 9.2.2). */
function onlyReads({ method }: Message): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

/** How long to wait before the next attempt, in ms: exponential with full jitter, and never less than the server asks. */
function retryDelay(retries: number, answer: Answer | undefined): number {
  const backOff = Math.random() * Math.min(8_000, 500 * 2 ** retries);
  return Math.max(backOff, (answer && retryAfterMs(answer)) ?? 0);
}

/** How long a `Retry-After` header asks to wait, in ms: whole seconds or an HTTP date (RFC 9110 10.2.3). */
export function retryAfterMs({ headers }: Answer): number | undefined {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^[0-9]+$/.test(value)) return Number(value) * 1000;
  // Date.parse alone would take "-5" or "1.5" for a date.
  const date = /^[A-Z][a-z]{2,}, /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

/** Sends a request once, and returns an answer that is neither a redirect nor beyond the limits. */
async function attempt({ settings, deadline }: Call, sending: Sending): Promise<Answer> {
  const { request, method, url, body = null, secrets } = sending;
  const authorization = `Token ${await currentKey(settings, deadline, secrets)}`;
  const headers = mergedHeaders(sending.headers, { authorization });
  deadline.signal.throwIfAborted();
  sending.outcome = outcomeOnceSent(sending);
  let response: Response;
  try {
    const init: RequestInit = { method, headers, body, redirect: "manual", signal: deadline.signal };
    response = await deadline.within(settings.fetch(url, init));
  } catch (thrown) {
    if (deadline.signal.aborted) throw thrown;
    throw connectionFailure(thrown, sending);
  }
  const head = headOf(response, sending);
  sending.outcome = outcomeOnceSent(sending, head.status);
  refuseRedirect(head, response, sending);
  refuseOddStatus(head, sending);
  let bytes: Bytes | undefined;
  try {
    bytes = await readBody(response, settings.maxResponseBytes, deadline);
  } catch (thrown) {
    if (deadline.signal.aborted) throw thrown;
    throw failure(`${request} answered ${head.status}, but broke off within the body`, thrown, sending);
  }
  if (bytes !== undefined) return { ...head, bytes, request, url, secrets, outcome: sending.outcome };
  const message = `${request} answered ${head.status} with more than maxResponseBytes (${settings.maxResponseBytes} bytes).`;
  throw new ConnectionError(message, { outcome: sending.outcome, status: head.status, code: "RESPONSE_TOO_LARGE" });
}

/**
 * What an error says of a request that was sent, by the status of its answer if there was one. A 4xx
 * is a refusal, save 408: the server may have read enough. A redirect means "not here", save 303: that
 * one may follow a processed POST.
 */
function outcomeOnceSent(message: Message, status = 0): Outcome {
  if (onlyReads(message)) return "unchanged";
  const refused = status >= 300 && status < 500;
  return refused && status !== 303 && status !== 408 ? "rejected" : "unknown";
}

/** Asked anew for each attempt: a key may have been rotated since the last. */
async function currentKey({ apiKey }: Settings, deadline: Deadline, secrets: Secrets): Promise<string> {
  let key: string;
  try {
    const given = apiKey();
    key = typeof given === "string" ? given : await deadline.within(given);
  } catch (thrown) {
    if (deadline.signal.aborted) throw thrown;
    // Whatever a vault's error says may hold the key: it stays with the function's owner.
    throw unusableKey("could not be obtained: the apiKey function threw");
  }
  const problem = checkKey(key);
  if (problem !== undefined) throw unusableKey(problem);
  secrets.add(key);
  return key;
}

function unusableKey(message: string): InvalidParamsError {
  return new InvalidParamsError("The API key", [{ field: "apiKey", message }]);
}

type Head = Pick<Response, "status" | "statusText" | "headers" | "redirected" | "type">;

/** A `fetch` option may resolve with anything: only what has a status and headers is an answer. */
function headOf(response: Response, { request, outcome }: Sending): Head {
  try {
    const { status, statusText, headers, redirected, type } = response;
    if (Number.isInteger(status) && typeof headers.get === "function") {
      const safeHeaders = headers instanceof Headers ? headers : new Headers(headers);
      return { status, statusText: String(statusText ?? ""), headers: safeHeaders, redirected, type };
    }
  } catch {
    // Reading it failed, so it is no answer either.
  }
  throw new ConnectionError(`${request} got no answer: the fetch option did not resolve with a Response.`, { outcome });
}

function refuseRedirect({ status, headers, redirected, type }: Head, response: Response, sending: Sending): void {
  if (type !== "opaqueredirect" && !redirected && (status < 300 || status > 399)) return;
  cancel(() => response.body);
  const { request, url, secrets, outcome } = sending;
  if (redirected) {
    const message = `${request} was redirected, and the fetch option followed: it must heed redirect: "manual".`;
    throw new RedirectError(message, { outcome: outcomeOnceSent(sending) });
  }
  // No more than the origin is shown: the rest of a location may echo the request in any disguise.
  const to = headers.get("location");
  const location = to !== null && URL.canParse(to, url) ? secrets.mask(new URL(to, url).origin) : undefined;
  const answered = status === 0 ? "answered with a redirect" : `answered ${status}, a redirect`;
  const message = `${request} ${answered}${location ? ` to ${location}` : ""}, which is never followed.`;
  throw new RedirectError(message, { outcome, status: status || undefined, location });
}

/** Some platforms hand on what others refuse: 101, or a number that HTTP doesn't know. */
function refuseOddStatus({ status }: Head, sending: Sending): void {
  if (status >= 200 && status <= 599) return;
  const message = `${sending.request} answered ${status}, which is not a final HTTP status.`;
  throw new ConnectionError(message, { outcome: outcomeOnceSent(sending), status });
}
