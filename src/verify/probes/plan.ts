import { security } from "../operations/contract.js";
import { at, operations, type Schema } from "../operations/description.js";
import { subjects } from "../operations/operations.js";

/** What a person asks of a verification. */
export interface Plan {
  readonly apiKey: string;
  /** The one valid registration; without it the description's synthetic example is sent. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** Sends only what a conforming server refuses, and what changes nothing. */
  readonly safe: boolean;
  /** The ids of the requests that are sent. @default all of them */
  readonly needed?: ReadonlySet<string> | undefined;
  /** What else must never reach a report: the values of a gateway's headers. */
  readonly otherSecrets?: readonly string[] | undefined;
}

/** The id of the request by which a target shows what it is. */
export const UNKNOWN_PATH = "protocol/unknown-path";

/** The header that the description asks for. */
export function withKey(apiKey: string): Readonly<Record<string, string>> {
  return { [security.header]: `Token ${apiKey}` };
}

/** The properties of requests that the description marks as secrets, each with the pointer of its schema. */
export const secretProperties: readonly { readonly name: string; readonly pointer: string }[] = operations.flatMap(
  ({ request }) =>
    Object.entries((request && (at(request.schemaPointer) as Schema).properties) ?? {})
      .filter(([, schema]) => schema["x-secret"] === true)
      .map(([name]) => ({ name, pointer: `${request?.schemaPointer}/properties/${name}` })),
);

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
  const inRequests = [...subjects.map(({ synthetic }) => Object(synthetic.body)), params].flatMap((body) =>
    secretProperties.map(({ name }) => ({ name, value: String(body[name] ?? "") })),
  );
  const others = otherSecrets.map((value) => ({ name: "header", value }));
  return [{ name: "api-key", value: apiKey }, ...others, ...inRequests.filter(({ value }) => value !== "")];
}
