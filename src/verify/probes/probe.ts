import type { Operation } from "../../../openapi/read.js";
import type { Message } from "../operations/facts.js";
import type { Subject } from "../operations/operations.js";

/** A request that a check sends, and why. */
export interface Probe {
  readonly id: string;
  /** The operation that it is for; nothing for one to a path or by a method that is not described. */
  readonly operation?: Operation;
  /** Whether a conforming server answers it with a success. */
  readonly isValid?: true;
  /** Whether it is valid and its success changes something: it goes alone. */
  readonly changes?: boolean;
  /** Completes "sent": "a registration without phoneNumber". */
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; a string in single surrogates would not survive, no probe needs one. */
  readonly body?: string;
}

/** A message to an operation as a request; what differs from a plain JSON one is said. */
export function probeTo(
  { operation }: Subject,
  { query = {}, body }: Message,
  { headers, ...said }: Pick<Probe, "id" | "what"> & Partial<Probe>,
): Probe {
  const search = new URLSearchParams(query).toString();
  const type = operation.request?.mediaType;
  return {
    operation,
    method: operation.method,
    path: search === "" ? operation.path : `${operation.path}?${search}`,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...said,
    headers: { accept: "application/json", ...(type ? { "content-type": type } : {}), ...headers },
  };
}
