import type { AttemptStore } from "./attempts.js";

/** The type of `headers`: names and values, or the platform's own `Headers`. */
export type HeaderOptions = Headers | Readonly<Record<string, string | undefined>>;

/**
 * A `fetch` to send requests with: the platform's, or another such as undici's or node-fetch's. Each has
 * types of its own, so this one only has what the client needs.
 */
export type FetchFunction = (
  url: string,
  init: {
    method: string;
    // biome-ignore lint/suspicious/noExplicitAny: the platform's Headers, for which others have their own type
    headers: any;
    // biome-ignore lint/suspicious/noExplicitAny: a string or bytes, which not every type includes
    body?: any;
    redirect: "manual";
    signal: AbortSignal;
  },
) => Promise<{ readonly status: number; readonly statusText: string; arrayBuffer(): Promise<ArrayBuffer> }>;

/** The options of a client. Only the API key is required. */
export interface HamsaClientOptions {
  /**
   * The Hamsa API key, without the word `Token`, which the client adds. A function is called once per
   * attempt, so keys can be rotated.
   * @default process.env.HAMSA_API_KEY
   */
  apiKey?: string | (() => string | Promise<string>) | undefined;
  /**
   * The API's base URL. Must be https, except on loopback.
   * @default "https://api.tryhamsa.com"
   */
  baseUrl?: string | undefined;
  /**
   * Time limit of a whole call in ms: connecting, waiting, retries and the response's body. For
   * `listPhoneNumbers`, the limit of each page.
   * @default 30_000
   */
  timeout?: number | undefined;
  /**
   * How many times a request is retried after a failure that provably registered nothing: no connection
   * was made, or 429. Requests that only read are also retried after a broken connection, 408 and 5xx.
   * @default 2
   */
  maxRetries?: number | undefined;
  /**
   * Size limit of a response's body in bytes.
   * @default 1_048_576
   */
  maxResponseBytes?: number | undefined;
  /**
   * The `fetch` to send requests with. It must respect `redirect: "manual"`, and send each request at most
   * once: after its own retries, an error could not tell whether the number was sent.
   * @default globalThis.fetch, looked up for each request
   */
  fetch?: FetchFunction | undefined;
  /**
   * Headers for every request; those that are `undefined` are left out. They can't set `Authorization`,
   * and `Content-Type` always describes the request's body.
   * @default none
   */
  headers?: HeaderOptions | undefined;
  /**
   * Where `ensureTwilioNumber` and `addTwilioNumber` record each number before they send it.
   * `ensureTwilioNumber` returns a number whose registration is recorded, and doesn't send a pending one
   * again. `hamsa-twilio/attempts` has stores for PostgreSQL, SQLite and files.
   * @default in memory, as long as the client exists
   */
  attempts?: AttemptStore | undefined;
  /**
   * Allows use in a browser, where anyone who opens the page can read the API key and the Twilio token.
   * @default false
   */
  dangerouslyAllowBrowser?: boolean | undefined;
  /**
   * Allows http to hosts other than loopback. Anyone on the network path can then read the secrets.
   * @default false
   */
  allowInsecureHttp?: boolean | undefined;
}

/** The options that one call can set for itself. */
export interface CallOptions {
  /** Aborts the call, also while it waits for a retry. Any number of calls can share a signal. @default none */
  signal?: AbortSignal | undefined;
  /** Time limit of the whole call in ms. @default the client's `timeout` */
  timeout?: number | undefined;
  /** How many times to retry. @default the client's `maxRetries` */
  maxRetries?: number | undefined;
  /** Headers in addition to the client's, with the same rules. @default none */
  headers?: HeaderOptions | undefined;
}

/** The options that one call of `ensureTwilioNumber` can set for itself. */
export interface EnsureOptions extends CallOptions {
  /**
   * Whether to check the list before the number is sent. Use `false` if you have just listed all numbers
   * and register many: `attempts` still prevents sending a number twice.
   * @default true
   */
  lookFirst?: boolean | undefined;
  /**
   * Sends a number again whose earlier attempt is pending and older than this, in ms, if a complete reading
   * of the list does not show it. Choose more time than a call can take and than the list may lag: a
   * registration that was received, and that the list doesn't show by then, is made twice.
   * @default never
   */
  resendAfter?: number | undefined;
}
