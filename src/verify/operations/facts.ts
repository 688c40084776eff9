/** The contents of a request, before they are written as text. */
export interface Message {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A message to which a conforming server responds with success. */
export interface ValidMessage extends Message {
  /** A server may reject it anyway: what comes after the last page is not documented. */
  readonly isUncertain?: true;
}

/** What a verification must know about an operation, and its description does not say. */
export interface Facts {
  /** A request for it, as sentences name it: "registration". */
  readonly noun: string;
  /** Whether a success changes anything: safe mode then sends only what must be rejected. */
  readonly changes: boolean;
  /** The valid messages, by what their ids end with; the first is the plain one. @default the synthetic example */
  readonly valid?: Readonly<Record<string, ValidMessage>>;
  /** The plain body, made from a person's params. @default the synthetic example */
  bodyFrom?(params: Readonly<Record<string, unknown>>): unknown;
}
