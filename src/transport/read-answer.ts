import { ConnectionError } from "../errors/no-answer-errors.js";
import { type Call, target } from "./call.js";
import { failure } from "./connection-failure.js";

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
  const bytes = await readBody(response, maxBytes, call);
  const { secrets } = call;
  const text = new TextDecoder().decode(bytes);
  const masked = secrets.mask(text);
  const headers = new Headers(response.headers);
  for (const [name, value] of response.headers) {
    const safe = secrets.mask(value);
    if (safe !== value) headers.set(name, safe);
  }
  const statusText = secrets.mask(response.statusText).replace(/[^\t\x20-\x7e]/g, "?");
  const body = bytes.byteLength === 0 ? null : masked === text ? bytes : masked;
  const answer = new Response(body, { status, statusText, headers });
  return Object.defineProperty(answer, "url", { value: call.url });
}

async function readBody(response: Response, maxBytes: number, call: Call): Promise<Uint8Array<ArrayBuffer>> {
  const { status } = response;
  if (response.body === null) return new Uint8Array();
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await call.deadline.within(reader.read());
      if (done) return joined(chunks, size);
      size += value.byteLength;
      chunks.push(value);
      if (size > maxBytes) {
        const message = `${target(call)} answered ${status} with more than maxResponseBytes (${maxBytes} bytes).`;
        throw new ConnectionError(message, {
          outcome: call.outcome,
          status,
          code: "RESPONSE_TOO_LARGE",
        });
      }
    }
  } catch (thrown) {
    // Not awaited: a source that stalls may never say that it has been cancelled.
    reader.cancel().catch(() => {});
    if (thrown instanceof ConnectionError || call.deadline.signal.aborted) throw thrown;
    throw failure(
      `${target(call)} answered ${status}, but broke off within the body`,
      thrown,
      call.secrets,
      call.outcome,
    );
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
