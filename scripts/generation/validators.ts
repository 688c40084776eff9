import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { strictAjv } from "../../contract-tests/support/ajv.js";
import { type Body, type Description, operationsOf, type Reference, resolve, schemaName } from "./description.js";

const INTERFACE = `
/** Which constraint of the description a value breaks, and where; never the value itself. */
export interface BrokenConstraint {
  /** JSON pointer into the value, empty for the value as a whole. */
  readonly instancePath: string;
  /** JSON pointer into the schema. */
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Says whether a value satisfies a schema; \`errors\` holds what the last call found broken. */
export interface Validate {
  (value: unknown): boolean;
  errors?: readonly BrokenConstraint[] | null;
}
`;

/** Compiles each schema that an operation's request or answer consists of into a function. */
export async function validators(description: Description): Promise<string> {
  const schemas = exchangedSchemas(description);
  return `// @ts-nocheck: Ajv compiles to plain JavaScript; what is exported below it is typed.
${await compile(description, schemas)}${INTERFACE}
${schemas.map((name) => `export const validate${name}: Validate = compiled${name};`).join("\n")}
`;
}

/** Ajv's standalone code, with the few lines of Ajv's runtime that it calls bundled in. */
async function compile(description: Description, schemas: string[]): Promise<string> {
  const ajv = strictAjv(description.components.schemas, {
    messages: false,
    code: { source: true, esm: true },
  });
  const source = standalone.default(
    ajv,
    Object.fromEntries(schemas.map((name) => [`compiled${name}`, `openapi#/components/schemas/${name}`])),
  );
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    logLevel: "silent",
  });
  return (outputFiles[0]?.text ?? "").replace(/export \{[^}]*\};\s*$/, "");
}

/** The names of the schemas that requests and answers refer to, each once, in the description's order. */
function exchangedSchemas(description: Description): string[] {
  const bodies = operationsOf(description).flatMap(({ requestBody, responses }): (Body | Reference)[] => [
    requestBody,
    ...Object.values(responses),
  ]);
  const names = bodies.flatMap((body) =>
    Object.values(resolve(description, body).content).map(({ schema }) => schemaName(schema)),
  );
  return [...new Set(names)];
}
