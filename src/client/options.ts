/** What `headers` may be: names and values, or the platform's own `Headers`. */
export type HeaderOptions = Headers | Readonly<Record<string, string | undefined>>;

/** What a client is made with. Every option has a default but the API key. */
export interface HamsaClientOptions {
  /**
   * The Hamsa API key, bare: the client puts the word `Token` before it. A function is asked once
   * for each attempt, so that a key can be rotated.
   * @default process.env.HAMSA_API_KEY
   */
  apiKey?: string | (() => string | Promise<string>) | undefined;
  /**
   * Where the API is. Must be https, except on loopback.
   * @default "https://api.tryhamsa.com"
   */
  baseUrl?: string | undefined;
  /**
   * Limit on a whole call in ms: connecting, waiting, retries and the answer's body. `listNumbers`
   * has it anew for each page.
   * @default 30_000
   */
  timeout?: number | undefined;
  /**
   * How often a request is repeated after a failure that provably registered nothing: a connection
   * that was never made, or a 429; one that only reads also after a connection that broke, 408 and 5xx.
   * @default 2
   */
  maxRetries?: number | undefined;
  /**
   * Limit on an answer's body in bytes.
   * @default 1_048_576
   */
  maxResponseBytes?: number | undefined;
  /**
   * The `fetch` to send with. It is given `redirect: "manual"`, and must heed it.
   * @default globalThis.fetch, looked up at each call
   */
  fetch?: typeof globalThis.fetch | undefined;
  /**
   * Headers to send with every request; one that is `undefined` is left out. They can't set
   * `Authorization`, and `Content-Type` is always that of what is sent.
   * @default none
   */
  headers?: HeaderOptions | undefined;
  /**
   * Where `ensureTwilioNumber` notes what it sends. A number that is noted is not sent again, but only
   * looked for, until it is known that it was not registered.
   * @default in memory, for as long as the client lasts
   */
  attempts?: Attempts | undefined;
  /**
   * Allows use in a browser, where anybody who opens the page can read the API key and the Twilio token.
   * @default false
   */
  dangerouslyAllowBrowser?: boolean | undefined;
  /**
   * Allows http to hosts other than loopback, over which anybody on the way can read the secrets.
   * @default false
   */
  allowInsecureHttp?: boolean | undefined;
}

/** What one call may set for itself. */
export interface CallOptions {
  /** Aborts the call, also while it waits to retry. Any number of calls may share one. @default none */
  signal?: AbortSignal | undefined;
  /** Limit on the whole call in ms. @default the client's `timeout` */
  timeout?: number | undefined;
  /** How often to retry. @default the client's `maxRetries` */
  maxRetries?: number | undefined;
  /** Headers to send besides the client's, under the same rules. @default none */
  headers?: HeaderOptions | undefined;
}

/** What one call of `ensureTwilioNumber` may set for itself besides. */
export interface EnsureOptions extends CallOptions {
  /**
   * Whether to look for the number before it is sent. `false` is for who has just listed all numbers,
   * and registers many: `attempts` still keep a number from being sent twice.
   * @default true
   */
  lookFirst?: boolean | undefined;
}

/**
 * Where `ensureTwilioNumber` notes each number before it sends it, so that no later call sends it again
 * while the list does not show it. One for each account; a durable one keeps this over a crash, a
 * shared one among processes.
 */
export interface Attempts {
  /**
   * Notes the number, once and for all callers at once (in SQL an INSERT that ignores conflicts).
   * Resolves with whether it was not noted before.
   */
  begin(phoneNumber: string): boolean | Promise<boolean>;
  /** Strikes the number out: it was certainly not registered. */
  release(phoneNumber: string): unknown;
}
