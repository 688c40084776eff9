import type { IncomingMessage } from "node:http";
import type { RawResponse } from "./exchange.js";

/** Far more than any response of this API needs. It stops a server that never stops sending. */
const MAX_BYTES = 1024 * 1024;

export class BodyTooLargeError extends Error {
  override readonly message = `the body has more than ${MAX_BYTES} bytes`;
}

/** Reads a response to its end. */
export async function receive(message: IncomingMessage): Promise<RawResponse> {
  const headers = joinHeaders(message.rawHeaders);
  const body = message.statusCode === 101 ? new Uint8Array() : await readBody(message);
  return { status: message.statusCode ?? 0, headers, body: await undoCodings(body, headers["content-encoding"]) };
}

/** The headers by name in lower case. Repeated headers are joined, so that none of them gets lost. */
function joinHeaders(raw: readonly string[]): Readonly<Record<string, string>> {
  const headers = new Map<string, string>();
  for (let i = 0; i < raw.length; i += 2) {
    const [name, value] = [String(raw[i]).toLowerCase(), String(raw[i + 1])];
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(headers);
}

async function readBody(message: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of message) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BYTES) throw new BodyTooLargeError();
  }
  // In Node, reading such a body throws. This is for other runtimes.
  if (!message.complete) throw new Error("the connection closed before the end of the body");
  return Buffer.concat(chunks);
}

type Decoder = (body: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array;

/** Undoes the content codings of a response. An unknown one stays. */
async function undoCodings(body: Uint8Array, codings: string | undefined): Promise<Uint8Array> {
  if (codings === undefined || body.length === 0) return body;
  const { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } = await import("node:zlib");
  // By "deflate" RFC 9110 means the zlib format, but some servers leave out its header.
  const inflate: Decoder = (bytes, options) =>
    ((bytes[0] ?? 0) & 0x0f) === 8 ? inflateSync(bytes, options) : inflateRawSync(bytes, options);
  const decoders = new Map<string, Decoder>([
    ["gzip", gunzipSync],
    ["x-gzip", gunzipSync],
    ["deflate", inflate],
    ["br", brotliDecompressSync],
  ]);
  const names = codings.toLowerCase().split(",").reverse();
  try {
    return names.reduce(
      (bytes, name) => decoders.get(name.trim())?.(bytes, { maxOutputLength: MAX_BYTES }) ?? bytes,
      body,
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw new BodyTooLargeError();
    throw error;
  }
}
