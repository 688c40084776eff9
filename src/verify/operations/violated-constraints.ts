import type { Ajv2020 as Ajv } from "ajv/dist/2020.js";
import { strictAjv } from "./ajv.js";
import { at, schemas } from "./description.js";

// A test compiles every schema against its dialect: not to do so again, nor to optimize, is half of the start of `verify`.
const QUICK = { validateSchema: false, meta: false, code: { optimize: false } } as const;

const validators = strictAjv(schemas, QUICK, at("#/components/parameters") as object);

/** The constraints that a value breaks, as pointers into the description. */
export function violatedConstraints(value: unknown, schemaPointer: string, ajv: Ajv = validators): string[] {
  const validate = ajv.getSchema(`openapi${schemaPointer}`);
  if (validate === undefined) throw new Error(`no schema at ${schemaPointer}`);
  validate(value);
  return (validate.errors ?? []).map(({ schemaPath, keyword, params }) => {
    // Ajv writes paths within the compiled schema relative to it, within a referenced one from the root.
    const pointer = schemaPath.startsWith("#/components") ? schemaPath : `${schemaPointer}${schemaPath.slice(1)}`;
    return keyword === "required" ? `${pointer}/${(at(pointer) as string[]).indexOf(params.missingProperty)}` : pointer;
  });
}
