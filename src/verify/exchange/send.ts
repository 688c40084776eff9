import type { Probe } from "../probes/probe.js";
import type { Answer, Exchange, Failure } from "./exchange.js";

/** Far more than this route's answers need; a server that sends without end is stopped here. */
const MOST_BYTES = 1024 * 1024;

export interface Limits {
  /** How long one exchange may take, its body included. */
  readonly timeoutMs: number;
  /** Headers for what stands before the server, a gateway for one. They are in no report. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * One exchange with the server itself: no proxy between, no redirect followed, bounded in time and
 * size. Never rejects: what went wrong is part of the exchange.
 */
export async function send(target: string, probe: Probe, { timeoutMs, headers: more }: Limits): Promise<Exchange> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(new URL(target.replace(/\/$/, "") + probe.path), {
      method: probe.method,
      headers: { ...more, ...probe.headers },
      redirect: "manual",
      signal: timeout,
      ...(probe.body === undefined ? {} : { body: Buffer.from(probe.body) }),
    });
    const { status, headers } = response;
    const answer: Answer = { status, headers: Object.fromEntries(headers), body: await bounded(response) };
    return { probe, answer };
  } catch (error) {
    if (timeout.aborted)
      return { probe, failure: { reason: "too late", detail: `no whole answer in ${timeoutMs} ms` } };
    return { probe, failure: failureOf(error) };
  }
}

class TooLarge extends Error {}

async function bounded(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body === null) return new Uint8Array();
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BYTES) throw new TooLarge(`the body goes on after ${MOST_BYTES} bytes`);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** What the operating system or TLS says before any byte was exchanged. */
const NOT_CONNECTED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT|CERT_|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/;

function failureOf(error: unknown): Failure {
  if (error instanceof TooLarge) return { reason: "too large", detail: error.message };
  const { code, message } = rootOf(error);
  const detail = [code, message].filter(Boolean).join(": ");
  return { reason: NOT_CONNECTED.test(code) ? "not connected" : "broken off", detail };
}

/** Fetch wraps the reason, and several addresses of one host wrap it once more. */
function rootOf(error: unknown): { code: string; message: string } {
  const { cause, errors, code, message } = error as Error & { code?: unknown; errors?: unknown[] };
  if (cause !== undefined) return rootOf(cause);
  if (errors?.[0] !== undefined) return rootOf(errors[0]);
  return { code: typeof code === "string" ? code : "", message };
}
