import type { Outcome } from "../errors/hamsa-error.js";
import type { Deadline } from "./deadline.js";
import type { Secrets } from "./secrets.js";

/** One call on its way through the transport: the parts of its request, its limits, and how far it came. */
export interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
  readonly deadline: Deadline;
  readonly secrets: Secrets;
  /** What an error would have to say now of all attempts so far. */
  outcome: Outcome;
}

/** The request in words, for messages. */
export function target({ method, url }: Call): string {
  return `${method} ${url}`;
}
