import { readFileSync } from "node:fs";

/** How sure it is that a constraint holds: `openapi/README.md` says what each level means. */
export type Level = "documented" | "sibling" | "twilio" | "inferred";

/** One JSON schema of the description. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly pattern?: string;
  readonly format?: string;
  readonly "x-provenance"?: Level | Readonly<Record<string, Level | Readonly<Record<string, Level>>>>;
  readonly [keyword: string]: unknown;
}

/** A body with its named examples, as a request or an answer. */
export interface Media {
  readonly schema: Schema;
  readonly examples: Readonly<Record<string, { readonly value: unknown }>>;
}

interface Body {
  readonly content: Readonly<Record<string, Media>>;
}

interface Reference {
  readonly $ref: string;
}

interface Operation {
  readonly operationId: string;
  readonly requestBody: Body | Reference;
  readonly responses: Readonly<Record<string, Body | Reference>>;
}

/** The bundled description that everything was generated from. */
export const description = JSON.parse(
  readFileSync(new URL("../../generated/openapi.json", import.meta.url), "utf8"),
) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** The schemas by name. */
export const schemas = description.components.schemas;

/** What stands at a JSON pointer into the description, `#/components/schemas/TwilioNumber` for one. */
export function at(pointer: string): unknown {
  const segments = pointer
    .split("/")
    .slice(1)
    .map((each) => each.replaceAll("~1", "/").replaceAll("~0", "~"));
  return segments.reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], description);
}

/** The node itself, or what its `$ref` points to. */
export function resolved<Node extends object>(node: Node | Reference): Node {
  return "$ref" in node && typeof node.$ref === "string" ? (at(node.$ref) as Node) : (node as Node);
}

/** The description's one operation, its references resolved. */
export const operation = (() => {
  const [path, methods] = only(description.paths);
  const [method, { operationId, requestBody, responses }] = only(methods);
  return {
    path,
    method: method.toUpperCase(),
    operationId,
    request: media(requestBody),
    /** By status, as the description writes it: `200`, `400` …, `default`. */
    answers: Object.fromEntries(Object.entries(responses).map(([status, response]) => [status, media(response)])),
  };
})();

function media(body: Body | Reference): Media {
  const [, { schema, examples }] = only(resolved<Body>(body).content);
  return {
    schema,
    examples: Object.fromEntries(Object.entries(examples).map(([name, example]) => [name, resolved(example)])),
  };
}

/** Every status with each of its named examples. */
export function describedAnswers(): {
  status: string;
  name: string;
  body: unknown;
}[] {
  return Object.entries(operation.answers).flatMap(([status, { examples }]) =>
    Object.entries(examples).map(([name, { value }]) => ({
      status,
      name,
      body: value,
    })),
  );
}

function only<Value>(record: Readonly<Record<string, Value>>): [string, Value] {
  const [first, ...others] = Object.entries(record);
  if (first === undefined || others.length > 0) throw new Error(`expected one entry, found ${Object.keys(record)}`);
  return first;
}
