/** What is sent to an operation, before it is text. */
export interface Message {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A message that a conforming server answers with success. */
export interface ValidMessage extends Message {
  /** A server may refuse it all the same: nobody says what a page beyond the last is. */
  readonly isUncertain?: true;
}

/** What a verification must know of an operation, and its description does not say. */
export interface Facts {
  /** A request for it, as sentences call it: "registration". */
  readonly noun: string;
  /** Whether a success changes anything: safe mode then sends only what must be refused. */
  readonly changes: boolean;
  /** The valid messages, by what their ids end with; the first is the plain one. @default the synthetic example */
  readonly valid?: Readonly<Record<string, ValidMessage>>;
  /** The plain body that a person's params ask for. @default the synthetic example */
  bodyFrom?(params: Readonly<Record<string, unknown>>): unknown;
}
