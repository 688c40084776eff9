import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { strictAjv } from "../../contract-tests/support/ajv.js";
import { compact } from "./compact.js";
import { type Body, type Description, operationsOf, type Reference, resolve, schemaName } from "./description.js";

const INTERFACE = `
/** A constraint of the description that a value breaks; never the value itself. */
export interface BrokenConstraint {
  /** Where, as a path such as \`.data.id\`, empty for the value as a whole. */
  readonly field: string;
  /** What is wrong, as the end of a sentence that begins with the field. */
  readonly message: string;
}

/** Finds all that a value breaks of a schema: nothing, if it is valid. */
export type Validate = (value: unknown) => readonly BrokenConstraint[];
`;

/** Compiles each schema that an operation's request or answer consists of into a function. */
export async function validators(description: Description): Promise<string> {
  const schemas = exchangedSchemas(description);
  return `// @ts-nocheck: Ajv compiles to plain JavaScript; what is exported below it is typed.
${await compile(description, schemas)}${INTERFACE}
${schemas.map((name) => `export const validate${name}: Validate = (value) => compiled${name}(value, "");`).join("\n")}
`;
}

/** Ajv's standalone code, with the few lines of Ajv's runtime that it calls bundled in. */
async function compile(description: Description, schemas: string[]): Promise<string> {
  const ajv = strictAjv(description.components.schemas, {
    messages: false,
    code: { source: true, esm: true, lines: true },
  });
  const usesUnevaluated = JSON.stringify(description.components.schemas).includes('"unevaluated');
  // The books that Ajv keeps for two keywords that the description may never use.
  Object.assign(ajv.opts, { unevaluated: usesUnevaluated, dynamicRef: false });
  const source = standalone.default(
    ajv,
    Object.fromEntries(schemas.map((name) => [`compiled${name}`, `openapi#/components/schemas/${name}`])),
  );
  const { outputFiles } = await build({
    stdin: { contents: compact(source), resolveDir: process.cwd() },
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
