/** A request that a check sends, and why. */
export interface Probe {
  readonly id: string;
  /** Completes "sent": "a registration without phoneNumber". */
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; a string in single surrogates would not survive, no probe needs one. */
  readonly body?: string;
}
