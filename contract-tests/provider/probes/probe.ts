import type { Operation } from "../../support/read-description.js";

/** A request that a check sends, and why. */
export interface Probe {
  readonly id: string;
  /** The operation that it is for; nothing for one to a path or by a method that is not described. */
  readonly operation?: Operation;
  /** Whether a conforming server answers it with a success. */
  readonly isValid?: true;
  /** Completes "sent": "a registration without phoneNumber". */
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; a string in single surrogates would not survive, no probe needs one. */
  readonly body?: string;
}
