import type { Deadline } from "./deadline.js";

/** Bytes with a buffer of their own, in words that TypeScript 5.4 knows. */
export type Bytes = ReturnType<InstanceType<typeof TextEncoder>["encode"]>;

type Reader = ReadableStreamDefaultReader<Bytes>;

/** Reads an answer's body to its end, within the deadline; nothing, if it has more bytes than the limit. */
export async function readBody(response: Response, maxBytes: number, deadline: Deadline): Promise<Bytes | undefined> {
  let reader: Reader | undefined;
  let bytes: Bytes | undefined;
  try {
    reader = response.body?.getReader?.();
    bytes = await deadline.within(reader ? readToEnd(reader, maxBytes) : unstreamed(response, maxBytes));
  } finally {
    if (bytes === undefined) cancel(() => reader);
  }
  return bytes;
}

/** Lets go of a body that nobody will read. Not awaited: a source that stalls may never say that it has been cancelled. */
export async function cancel(source: () => { cancel(): Promise<void> } | null | undefined): Promise<void> {
  try {
    await source()?.cancel();
  } catch {
    // It is gone either way.
  }
}

async function readToEnd(reader: Reader, maxBytes: number): Promise<Bytes | undefined> {
  const chunks: Bytes[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    if (!ArrayBuffer.isView(next.value)) throw new TypeError("the body is not made of bytes");
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

/** The body of a `fetch` that has no web streams, as some older ones have none. */
async function unstreamed(response: Response, maxBytes: number): Promise<Bytes | undefined> {
  if (response.body === null) return new Uint8Array();
  const bytes = new Uint8Array(await response.arrayBuffer());
  return bytes.byteLength > maxBytes ? undefined : bytes;
}
