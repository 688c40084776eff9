import type { Description } from "../../openapi/read.js";

/** What code needs to know of the description besides its schemas. */
export function constants({ document, operations, schemas }: Description): string {
  const routes = operations.map(({ operationId, method, path }) => [operationId, { method, path }]);
  const properties = Object.entries(schemas).map(
    ([name, schema]) => `
/** The properties that the description gives to \`${name}\`. */
export const propertiesOf${name}: readonly string[] = ${JSON.stringify(Object.keys(schema.properties ?? {}))};
`,
  );
  const parametersByOperation = Object.fromEntries(
    operations.map(({ operationId, parameters }) => [operationId, parameters.map(({ name }) => name)]),
  );
  return `/** Where the API is published. */
export const serverUrl = ${JSON.stringify(document.servers[0]?.url)};

/** The method and the path of each operation. */
export const routes = ${JSON.stringify(Object.fromEntries(routes), null, 2)} as const;

/** The names of each operation's parameters. */
export const parametersOf: Readonly<Record<keyof typeof routes, readonly string[]>> = ${JSON.stringify(parametersByOperation)};

/** The properties that the description marks \`x-secret\`. */
export const secretProperties: readonly string[] = ${JSON.stringify([...new Set(secretsIn(schemas))])};
${properties.join("")}`;
}

/** The names of all that is marked as a secret, at any depth: an object may be described within another. */
function secretsIn(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => [
    ...(Object(value)["x-secret"] === true ? [name] : []),
    ...secretsIn(value),
  ]);
}
