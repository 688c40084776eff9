/** As much of a bundled OpenAPI description as generation reads. */
export interface Description {
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Schema>;
    [kind: string]: Record<string, unknown>;
  };
}

export interface Operation {
  operationId: string;
  requestBody: Body | Reference;
  responses: Record<string, Body | Reference>;
}

export interface Body {
  headers?: Record<string, { schema: { examples: unknown[] } } | Reference>;
  content: Record<
    string,
    {
      schema: Reference;
      examples: Record<string, { value: unknown } | Reference>;
    }
  >;
}

export interface Reference {
  $ref: string;
}

export interface Schema {
  properties?: Record<string, Schema & { "x-secret"?: boolean }>;
}

/** Every operation of the description, by its operationId. */
export function operationsOf(description: Description): Operation[] {
  return Object.values(description.paths).flatMap((path) => Object.values(path));
}

/** The object itself, or what its `$ref` points to. */
export function resolve<T extends object>(description: Description, node: T | Reference): T {
  if (!("$ref" in node)) return node;
  const segments = node.$ref.slice("#/".length).split("/");
  return segments.reduce<unknown>((parent, key) => (parent as Record<string, unknown>)[key], description) as T;
}

/** The name under which `components/schemas` holds the referenced schema. */
export function schemaName({ $ref }: Reference): string {
  return $ref.slice("#/components/schemas/".length);
}
