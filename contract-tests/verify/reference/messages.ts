/** A request as a provider receives it. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** What a provider responds with. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** A way to fail to respond. Only mutants have one. */
  readonly delivery?: "cut short" | "reset" | "never";
}

/** A server without its sockets. */
export type Provider = (request: ReceivedRequest) => Reply;

/** A reply in JSON. */
export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) };
}

/** The JSON value of a reply's or a request's body, or `undefined`. */
export function parseJson({ body }: { readonly body: string | Uint8Array }): unknown {
  try {
    return JSON.parse(typeof body === "string" ? body : new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
