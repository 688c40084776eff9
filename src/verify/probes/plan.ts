import type { Schema } from "../../../openapi/read.js";
import { operations, security } from "../operations/description.js";
import { subjects } from "../operations/operations.js";

/** What is sent, and for whom. */
export interface Plan {
  readonly apiKey: string;
  /** The one valid registration; without it the description's synthetic example is sent. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** Sends only reads, and requests with a body that has nothing a server could register. */
  readonly safe: boolean;
  /** The ids of the requests that are sent. @default all of them */
  readonly needed?: ReadonlySet<string> | undefined;
  /** Other values that must appear in no report: those of a gateway's headers. */
  readonly otherSecrets?: readonly string[] | undefined;
}

/** The id of the probe that shows whether the target is this API. */
export const UNKNOWN_PATH = "protocol/unknown-path";

/** The header that carries a key. */
export function keyHeader(apiKey: string): Readonly<Record<string, string>> {
  return { [security.header]: `Token ${apiKey}` };
}

/** The properties of requests that the description marks as secrets. */
export const secretProperties: readonly { readonly name: string; readonly schema: Schema }[] = operations.flatMap(
  ({ request }) =>
    Object.entries(request?.schema.properties ?? {})
      .filter(([, { keywords }]) => keywords["x-secret"] === true)
      .map(([name, schema]) => ({ name, schema })),
);

/** A secret that was sent, and the name that a report may use for it. */
export interface Secret {
  readonly name: string;
  readonly value: string;
}

/** Every value in the plan that must appear in no response and no report. */
export function listSecrets({
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
