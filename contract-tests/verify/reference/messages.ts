/** A request as a provider gets it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** What a provider answers with. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** Ways not to answer properly; a mutant's, never the reference provider's. */
  readonly delivery?: "cut short" | "reset" | "never";
}

/** A server without its sockets. */
export type Provider = (asked: Asked) => Reply;

/** A reply in JSON. */
export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) };
}

/** The JSON value of a reply's or a request's body, or `undefined`. */
export function parsed({ body }: { readonly body: string | Uint8Array }): unknown {
  try {
    return JSON.parse(typeof body === "string" ? body : new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
