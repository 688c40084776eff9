import type { Operation } from "../../../openapi/read.js";
import type { Message } from "../operations/facts.js";
import type { Subject } from "../operations/operations.js";

/** A request that checks need. */
export interface Probe {
  readonly id: string;
  /** The operation that it is for; missing if its path or method is not described. */
  readonly operation?: Operation;
  /** Whether a conforming server responds with success. */
  readonly isValid?: true;
  /** What a server that accepts it has done: "registration". Missing if a success changes nothing. */
  readonly change?: string;
  /** How a shell writes the value of the key's header, if the request has one. */
  readonly shellKey?: string;
  /** What it is: "a registration without phoneNumber". */
  readonly title: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text. */
  readonly body?: string;
}

/** Whether it changes something at a conforming server. No other request is open at the same time. */
export function changesSomething({ isValid, change }: Probe): boolean {
  return isValid === true && change !== undefined;
}

/** Builds the request for a message to an operation. Further properties override those of a plain JSON request. */
export function buildProbe(
  { operation, noun, changes }: Subject,
  { query = {}, body }: Message,
  { headers, ...overrides }: Pick<Probe, "id" | "title"> & Partial<Probe>,
): Probe {
  const search = new URLSearchParams(query).toString();
  const type = operation.request?.mediaType;
  return {
    operation,
    method: operation.method,
    path: search === "" ? operation.path : `${operation.path}?${search}`,
    ...(changes ? { change: noun } : {}),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...overrides,
    headers: { accept: "application/json", ...(type ? { "content-type": type } : {}), ...headers },
  };
}
