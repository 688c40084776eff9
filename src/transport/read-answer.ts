import { ConnectionError } from "../errors/no-answer-errors.js";
import { type Call, target } from "./call.js";
import { failure } from "./connection-failure.js";
import { incomingResponse } from "./incoming-response.js";
import type { Secrets } from "./secrets.js";

/**
 * Reads an answer to its end, within the call's deadline and the limit in bytes, and returns it
 * with every secret masked that the server echoes, in body, headers and status text.
 */
export async function readAnswer(response: Response, maxBytes: number, call: Call): Promise<Response> {
  const { status } = response;
  // Some platforms hand on what others refuse: 101, or a number that HTTP doesn't know. No Response can be made of it.
  if (status < 200 || status > 599) {
    throw new ConnectionError(`${target(call)} answered ${status}, which is no HTTP status of an answer.`, {
      outcome: "unknown",
      status,
    });
  }
  const { secrets } = call;
  const bytes = await readBody(response, maxBytes, call);
  const text = new TextDecoder().decode(bytes);
  const safe = secrets.mask(text);
  const statusText = secrets.mask(response.statusText).replace(/[^\t\x20-\x7e]/g, "?");
  const head = { status, statusText, headers: masked(response.headers, secrets), url: call.url };
  return incomingResponse(safe === text ? bytes : new TextEncoder().encode(safe), head);
}

/** The headers with every secret masked: the very same, if there is none in them. */
function masked(headers: Headers, secrets: Secrets): Headers {
  let safe: Headers | undefined;
  for (const [name, value] of headers) {
    const safeValue = secrets.mask(value);
    if (safeValue === value) continue;
    safe ??= new Headers(headers);
    safe.set(name, safeValue);
  }
  return safe ?? headers;
}

async function readBody({ body, status }: Response, maxBytes: number, call: Call): Promise<Uint8Array<ArrayBuffer>> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  try {
    const bytes = await call.deadline.within(readToEnd(reader, maxBytes));
    if (bytes !== undefined) return bytes;
  } catch (thrown) {
    // Not awaited: a source that stalls may never say that it has been cancelled.
    reader.cancel().catch(() => {});
    if (call.deadline.signal.aborted) throw thrown;
    const what = `${target(call)} answered ${status}, but broke off within the body`;
    throw failure(what, thrown, call.secrets, call.outcome);
  }
  reader.cancel().catch(() => {});
  const message = `${target(call)} answered ${status} with more than maxResponseBytes (${maxBytes} bytes).`;
  throw new ConnectionError(message, { outcome: call.outcome, status, code: "RESPONSE_TOO_LARGE" });
}

/** All bytes of a body; nothing, if they are more than the limit. */
async function readToEnd(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    size += next.value.byteLength;
    if (size > maxBytes) return undefined;
  }
  if (chunks.length === 1 && chunks[0]) return chunks[0];
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
