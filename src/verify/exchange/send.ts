import type { Probe } from "../probes/probe.js";
import type { Exchange, Failure, RawResponse } from "./exchange.js";

/** Far more than any response of this API needs. It stops a server that never stops sending. */
const MAX_BYTES = 1024 * 1024;

export interface SendOptions {
  /** How long one exchange may take, its body included. */
  readonly timeoutMs: number;
  /** Headers for a gateway in front of the server. They appear in no report. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * One exchange with the server itself, without a proxy, without following redirects, and limited in time and
 * size. The promise never rejects: what went wrong is part of the exchange.
 */
export async function send(target: string, probe: Probe, { timeoutMs, headers: more }: SendOptions): Promise<Exchange> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const received = await fetch(new URL(target.replace(/\/$/, "") + probe.path), {
      method: probe.method,
      headers: { ...more, ...probe.headers },
      redirect: "manual",
      signal: timeout,
      ...(probe.body === undefined ? {} : { body: Buffer.from(probe.body) }),
    });
    const { status, headers } = received;
    const response: RawResponse = { status, headers: Object.fromEntries(headers), body: await readBody(received) };
    return { probe, response };
  } catch (error) {
    if (timeout.aborted)
      return { probe, failure: { reason: "too late", detail: `no complete response in ${timeoutMs} ms` } };
    return { probe, failure: toFailure(error) };
  }
}

class BodyTooLargeError extends Error {}

async function readBody(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body === null) return new Uint8Array();
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BYTES) throw new BodyTooLargeError(`the body has more than ${MAX_BYTES} bytes`);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Codes of the operating system and of TLS that mean no connection was made. */
const NOT_CONNECTED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT|CERT_|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/;

function toFailure(error: unknown): Failure {
  if (error instanceof BodyTooLargeError) return { reason: "too large", detail: error.message };
  const { code, message } = findRoot(error);
  const detail = [code, message].filter(Boolean).join(": ");
  return { reason: NOT_CONNECTED.test(code) ? "not connected" : "broken off", detail };
}

/** Fetch wraps the reason in a cause, and a host with several addresses wraps it again. */
function findRoot(error: unknown): { code: string; message: string } {
  const { cause, errors, code, message } = error as Error & { code?: unknown; errors?: unknown[] };
  if (cause !== undefined) return findRoot(cause);
  if (errors?.[0] !== undefined) return findRoot(errors[0]);
  return { code: typeof code === "string" ? code : "", message };
}
