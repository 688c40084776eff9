import { requestBody, security } from "../../support/contract.js";
import { at, listing, registration, type Schema } from "../../support/description.js";
import type { Probe } from "./probe.js";

/** What a person asks of a verification. */
export interface Plan {
  readonly apiKey: string;
  /** The one valid registration; without it the description's synthetic example is sent. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** Sends only what a conforming server refuses. */
  readonly safe: boolean;
  /** The ids of the requests that are sent. @default all of them */
  readonly needed?: ReadonlySet<string> | undefined;
  /** What else must never reach a report: the values of a gateway's headers. */
  readonly otherSecrets?: readonly string[] | undefined;
}

/**
 * The well-formed request that belongs to nobody. Every request that must be refused is made from
 * it, never from the params: a server that accepts one all the same registers nobody's number.
 */
export const synthetic = registration.request.examples.synthetic?.value as Readonly<Record<string, unknown>>;

/** The id of the one request that a server accepts. */
export const REGISTRATION = "registration";

/** The name of the list in the ids of its requests and checks. */
export const LIST = listing.operationId;

/** The id of the request by which a target shows what it is. */
export const UNKNOWN_PATH = "protocol/unknown-path";

/** The pointer of the request's schema. */
export const requestSchema = registration.request.schemaPointer;

/** The name under which a request or an answer appears in the ids of checks. */
export function schemaName(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf("/") + 1);
}

/** The header that the description asks for. */
export function withKey(apiKey: string): Readonly<Record<string, string>> {
  return { [security.header]: `Token ${apiKey}` };
}

/** A registration; what differs from a plain JSON one is said. */
export function toRegister(probe: Pick<Probe, "id" | "what"> & Partial<Probe>): Probe {
  const { headers, method = registration.method, path = registration.path, ...others } = probe;
  const isRegistration = method === registration.method && path === registration.path;
  return {
    ...(isRegistration ? { operation: registration } : {}),
    method,
    path,
    ...others,
    headers: { accept: requestBody.mediaType, "content-type": requestBody.mediaType, ...headers },
  };
}

/** A request for the list. It changes nothing, whatever a server makes of it. */
export function toList(
  probe: Pick<Probe, "id" | "what" | "headers" | "isValid">,
  query: Readonly<Record<string, string>> = {},
): Probe {
  const search = new URLSearchParams(query).toString();
  return {
    operation: listing,
    method: listing.method,
    path: search === "" ? listing.path : `${listing.path}?${search}`,
    ...probe,
    headers: { accept: requestBody.mediaType, ...probe.headers },
  };
}

/** The properties of the request that the description marks as secrets. */
export const secretProperties: readonly string[] = Object.entries((at(requestSchema) as Schema).properties ?? {})
  .filter(([, schema]) => schema["x-secret"] === true)
  .map(([name]) => name);

/** One secret that was sent, under the name by which the report may call it. */
export interface Secret {
  readonly name: string;
  readonly value: string;
}

/** Everything in the plan that must never come back, nor reach a report. */
export function secretsOf({
  apiKey,
  params = {},
  otherSecrets = [],
}: Pick<Plan, "apiKey" | "params" | "otherSecrets">): Secret[] {
  const inRequests = [synthetic, params].flatMap((request) =>
    secretProperties.map((name) => ({ name, value: String(request[name] ?? "") })),
  );
  const others = otherSecrets.map((value) => ({ name: "header", value }));
  return [{ name: "api-key", value: apiKey }, ...others, ...inRequests.filter(({ value }) => value !== "")];
}
