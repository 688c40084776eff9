/** The type of `headers`: names and values, or the platform's own `Headers`. */
export type HeaderOptions = Headers | Readonly<Record<string, string | undefined>>;

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
   * The `fetch` to send requests with. Must respect `redirect: "manual"`, which it is called with.
   * @default globalThis.fetch, looked up for each request
   */
  fetch?: typeof globalThis.fetch | undefined;
  /**
   * Headers for every request; those that are `undefined` are left out. They can't set `Authorization`,
   * and `Content-Type` always describes the request's body.
   * @default none
   */
  headers?: HeaderOptions | undefined;
  /**
   * Where `ensureTwilioNumber` records the numbers that it sends. It doesn't send a recorded number again
   * but looks for it in the list, unless that registration certainly failed.
   * @default in memory, as long as the client exists
   */
  attempts?: Attempts | undefined;
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
}

/**
 * Where `ensureTwilioNumber` records each number before it sends it, so that no later call sends it again
 * while the list does not show it. Use one per account. A durable one survives a crash; a shared one works
 * across processes.
 */
export interface Attempts {
  /**
   * Records the number atomically (in SQL, an INSERT that ignores conflicts). Resolves with true if it was
   * not already recorded.
   */
  begin(phoneNumber: string): boolean | Promise<boolean>;
  /** Removes the number: it was definitely not registered. */
  release(phoneNumber: string): unknown;
}
