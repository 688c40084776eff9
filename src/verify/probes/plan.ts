import type { Schema } from "../../../openapi/read.js";
import { EACH } from "../operations/constraints.js";
import { operations, security } from "../operations/description.js";
import { subjects } from "../operations/operations.js";
import { valueAt } from "../operations/paths.js";

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

/** A property of a request that the description marks as a secret. */
export interface SecretProperty {
  readonly name: string;
  /** The properties from the body to it. */
  readonly path: readonly string[];
  readonly schema: Schema;
}

export const secretProperties: readonly SecretProperty[] = operations.flatMap(({ request }) =>
  request === undefined ? [] : findSecretProperties(request.schema),
);

/** The secrets in a schema, at any depth. */
export function findSecretProperties(schema: Schema, path: readonly string[] = []): SecretProperty[] {
  const parts = [...Object.entries(schema.properties ?? {}), ...(schema.items ? [[EACH, schema.items] as const] : [])];
  return parts.flatMap(([name, part]) => {
    const own = { name, path: [...path, name], schema: part };
    return [...(part.keywords["x-secret"] === true ? [own] : []), ...findSecretProperties(part, own.path)];
  });
}

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
    secretProperties.map(({ name, path }) => ({ name, value: String(valueAt(body, path) ?? "") })),
  );
  const others = otherSecrets.map((value) => ({ name: "header", value }));
  return [{ name: "api-key", value: apiKey }, ...others, ...inRequests.filter(({ value }) => value !== "")];
}
