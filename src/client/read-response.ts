import { describeFailure, type RequestState } from "./connection-failure.js";
import type { Deadline } from "./deadline.js";
import { ConnectionError, type Outcome, RedirectError } from "./errors.js";
import type { Secrets } from "./secrets.js";

/** Bytes with a buffer of their own, in terms that TypeScript 5.4 has. */
export type Bytes = ReturnType<InstanceType<typeof TextEncoder>["encode"]>;

/** A response in plain values, exactly as the server sent it. Code that shows any of it masks `secrets` first. */
export interface RawResponse {
  /** The request's method and URL, for messages. */
  readonly request: string;
  readonly url: string;
  readonly status: number;
  /** The outcome that follows from the status alone. */
  readonly outcome: Outcome;
  readonly statusText: string;
  readonly headers: Headers;
  readonly bytes: Bytes;
  readonly isReadOnly: boolean;
  readonly secrets: Secrets;
}

type Head = Pick<Response, "status" | "statusText" | "headers" | "redirected" | "type">;

/** A request that was sent: what is known about it, and what its response means. */
export interface SentRequest extends RequestState {
  readonly url: string;
  /** The outcome that follows from a response's status; without one, that of a request without a response. */
  outcomeOf(status?: number): Outcome;
}

/** Reads a response to its end. Throws if it is a redirect, has no final status, or is larger than the limit. */
export async function readResponse(
  response: Response,
  sent: SentRequest,
  maxBytes: number,
  deadline: Deadline,
): Promise<RawResponse> {
  const head = readHead(response, sent);
  const { status } = head;
  sent.outcome = sent.outcomeOf(status);
  rejectRedirect(head, response, sent);
  rejectInvalidStatus(head, sent);
  let bytes: Bytes | undefined;
  try {
    bytes = await readBody(response, maxBytes, deadline);
  } catch (thrown) {
    if (deadline.signal.aborted) throw thrown;
    throw describeFailure(
      `${sent.request} responded with ${status}, but lost the connection within the body`,
      thrown,
      sent,
    );
  }
  const { request, url, secrets, outcome, isReadOnly } = sent;
  if (bytes !== undefined) return { ...head, bytes, request, url, secrets, outcome, isReadOnly };
  const message = `${request} responded with ${status} and more than maxResponseBytes (${maxBytes} bytes).`;
  throw new ConnectionError(message, { outcome, status, code: "RESPONSE_TOO_LARGE" });
}

/** A `fetch` option may resolve with anything: only a value with a status and headers is a response. */
function readHead(response: Response, { request, outcome }: SentRequest): Head {
  try {
    const { status, statusText, headers, redirected, type } = response;
    if (Number.isInteger(status) && typeof headers.get === "function") {
      const safeHeaders = headers instanceof Headers ? headers : new Headers(headers);
      return { status, statusText: String(statusText ?? ""), headers: safeHeaders, redirected, type };
    }
  } catch {
    // A value that can't be read is not a response either.
  }
  throw new ConnectionError(`${request} got no response: the fetch option did not resolve with a Response.`, {
    outcome,
  });
}

function rejectRedirect({ status, headers, redirected, type }: Head, response: Response, sent: SentRequest): void {
  if (type !== "opaqueredirect" && !redirected && (status < 300 || status > 399)) return;
  cancel(() => response.body);
  const { request, url, secrets, outcome } = sent;
  if (redirected) {
    const message = `${request} was redirected, and the fetch option followed the redirect; it must respect redirect: "manual".`;
    throw new RedirectError(message, { outcome: sent.outcomeOf() });
  }
  // Only the origin is shown: the rest of a location may echo the request in any encoding.
  const to = headers.get("location");
  const location = to !== null && URL.canParse(to, url) ? secrets.mask(new URL(to, url).origin) : undefined;
  const what = status === 0 ? "a redirect" : `${status}, a redirect`;
  const message = `${request} responded with ${what}${location ? ` to ${location}` : ""}, which is never followed.`;
  throw new RedirectError(message, { outcome, status: status || undefined, location });
}

/** Some platforms pass on what others reject: 101, or a number that is not an HTTP status. */
function rejectInvalidStatus({ status }: Head, sent: SentRequest): void {
  if (status >= 200 && status <= 599) return;
  const message = `${sent.request} responded with ${status}, which is not a final HTTP status.`;
  throw new ConnectionError(message, { outcome: sent.outcomeOf(), status });
}

/** A source of a body's chunks: a web stream's reader, or a Node stream. */
interface ChunkReader {
  read(): Promise<{ readonly done?: boolean | undefined; readonly value?: unknown }>;
  cancel(): unknown;
}

/** Reads a body to its end, within the deadline. Undefined, if it has more bytes than the limit. */
async function readBody(response: Response, maxBytes: number, deadline: Deadline): Promise<Bytes | undefined> {
  let reader: ChunkReader | undefined;
  let bytes: Bytes | undefined;
  try {
    reader = createReader(response.body);
    bytes = await deadline.within(reader ? readChunks(reader, maxBytes) : readWithoutStream(response, maxBytes));
  } finally {
    if (bytes === undefined) cancel(() => reader);
  }
  return bytes;
}

/** The body of node-fetch is a Node stream, which would read everything into memory if it were asked for a buffer. */
function createReader(body: unknown): ChunkReader | undefined {
  const stream = Object(body) as ReadableStream & AsyncIterable<unknown> & { destroy?(): void };
  if (typeof stream.getReader === "function") return stream.getReader();
  if (typeof stream[Symbol.asyncIterator] !== "function") return undefined;
  const iterator = stream[Symbol.asyncIterator]();
  return { read: () => iterator.next(), cancel: () => stream.destroy?.() ?? iterator.return?.() };
}

/** Cancels a body that will not be read. Not awaited: a source that stalls may never confirm it. */
async function cancel(source: () => { cancel(): unknown } | null | undefined): Promise<void> {
  try {
    await source()?.cancel();
  } catch {
    // It is gone either way.
  }
}

async function readChunks(reader: ChunkReader, maxBytes: number): Promise<Bytes | undefined> {
  const chunks: Bytes[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    if (!ArrayBuffer.isView(next.value)) throw new TypeError("the body is not made of bytes");
    chunks.push(next.value as Bytes);
    size += next.value.byteLength;
    if (size > maxBytes) return undefined;
  }
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}

/** The body of a `fetch` without streams, as some older ones are. */
async function readWithoutStream(response: Response, maxBytes: number): Promise<Bytes | undefined> {
  if (response.body === null) return new Uint8Array();
  const bytes = new Uint8Array(await response.arrayBuffer());
  return bytes.byteLength > maxBytes ? undefined : bytes;
}
