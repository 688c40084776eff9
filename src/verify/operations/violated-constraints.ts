import type { Ajv2020 as Ajv } from "ajv/dist/2020.js";
import { partAt, type Schema } from "../../../openapi/read.js";
import { strictAjv } from "./ajv.js";
import { description } from "./description.js";

// A test compiles every schema against its dialect. Doing so again, and optimizing, is half of the start of `verify`.
const QUICK = { validateSchema: false, meta: false, code: { optimize: false } } as const;

const validators = strictAjv(description.document, QUICK);

/** The constraints that a value breaks, as pointers into the description. */
export function violatedConstraints(value: unknown, schema: Schema, ajv: Ajv = validators): string[] {
  const validate = ajv.getSchema(`openapi${schema.pointer}`);
  if (validate === undefined) throw new Error(`no schema at ${schema.pointer}`);
  validate(value);
  return (validate.errors ?? []).map(({ schemaPath, keyword, params }) => {
    // Ajv writes paths within the compiled schema relative to it, within a referenced one from the root.
    const pointer = schemaPath.startsWith("#/components") ? schemaPath : `${schema.pointer}${schemaPath.slice(1)}`;
    if (keyword !== "required") return pointer;
    return `${pointer}/${(partAt(description.document, pointer) as string[]).indexOf(params.missingProperty)}`;
  });
}
