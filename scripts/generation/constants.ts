import { type Description, listSecretNames } from "../../openapi/read.js";

/** What code needs from the description besides its schemas. */
export function buildConstants({ document, serverUrl, operations, schemas }: Description): string {
  const routes = operations.map(({ operationId, method, path }) => [operationId, { method, path }]);
  const properties = Object.values(schemas).map(
    ({ name, properties = {} }) => `
/** The properties of \`${name}\`. */
export const propertiesOf${name}: readonly string[] = ${JSON.stringify(Object.keys(properties))};
`,
  );
  return `/** The published address of the API. */
export const serverUrl = ${JSON.stringify(serverUrl)};

/** The method and the path of each operation. */
export const routes = ${JSON.stringify(Object.fromEntries(routes), null, 2)} as const;

/** The properties that the description marks \`x-secret\`. */
export const secretProperties: readonly string[] = ${JSON.stringify(listSecretNames(document))};
${properties.join("")}`;
}
