import type { Description } from "./description.js";

/** What code needs to know of the description besides its schemas. */
export function constants(description: Description): string {
  const paths = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.values(methods).map(({ operationId }) => [operationId, path]),
  );
  const secrets = Object.values(description.components.schemas).flatMap(({ properties = {} }) =>
    Object.entries(properties).filter(([, schema]) => schema["x-secret"]),
  );
  const properties = Object.entries(description.components.schemas).map(
    ([name, schema]) => `
/** The properties that the description gives to \`${name}\`. */
export const propertiesOf${name}: readonly string[] = ${JSON.stringify(Object.keys(schema.properties ?? {}))};
`,
  );
  return `/** Where the API is published. */
export const serverUrl = ${JSON.stringify(description.servers[0]?.url)};

/** The path of each operation. */
export const paths = ${JSON.stringify(Object.fromEntries(paths), null, 2)} as const;

/** The properties that the description marks \`x-secret\`. */
export const secretProperties: readonly string[] = ${JSON.stringify(secrets.map(([name]) => name))};
${properties.join("")}`;
}
