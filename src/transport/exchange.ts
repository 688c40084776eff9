import type { Outcome } from "../errors/hamsa-error.js";
import type { HeaderOptions } from "../options/headers.js";
import type { Deadline } from "./deadline.js";
import type { Secrets } from "./secrets.js";

/** Bytes with a buffer of their own, in words that TypeScript 5.4 knows. */
export type Bytes = ReturnType<InstanceType<typeof TextEncoder>["encode"]>;

/** A request in plain values. */
export interface Message {
  readonly method: string;
  readonly url: string;
  /** Of several sources, the later win; the transport adds the key. */
  readonly headers: readonly (HeaderOptions | undefined)[];
  readonly body: string | Bytes | undefined;
  /** The secrets that the body carries; the API key joins them with each attempt. */
  readonly secrets: Secrets;
}

/** A request on its way: its limits, and how far it has come. */
export interface Call extends Message {
  readonly deadline: Deadline;
  /** What an error would have to say now of all attempts so far. */
  outcome: Outcome;
}

/** Whether a request only reads: it changes nothing, and may be sent again (RFC 9110 9.2.1 and 9.2.2). */
export function onlyReads({ method }: Message): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

/** An answer in plain values, exactly as the server sent it. Whoever shows any of it masks `secrets` first. */
export interface Answer {
  /** What was asked, for messages: method and URL. */
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

/** The request in words, for messages. */
export function requestLine({ method, url }: Message): string {
  return `${method} ${url}`;
}
