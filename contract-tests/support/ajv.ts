import { Ajv2020, type Options } from "ajv/dist/2020.js";
import { formats } from "../../openapi/formats.js";
import { type Document, partAt, type Schema } from "../../openapi/read.js";
import { EXTENSIONS } from "../../openapi/vocabulary.js";
import { description } from "../../src/verify/operations/description.js";

/**
 * The strictest reading of the description's schemas. An unknown keyword or format, or a constraint
 * that its type can't have, doesn't compile. The schema at a pointer is `openapi#/components/…`.
 */
export function strictAjv({ components }: Pick<Document, "components">, options: Options = {}): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    allowUnionTypes: true,
    allErrors: true,
    ...options,
    formats: { ...formats },
  });
  ajv.addVocabulary([...EXTENSIONS, "components"]);
  const { schemas, parameters = {}, headers = {} } = components;
  ajv.addSchema({ $id: "openapi", components: { schemas, parameters, headers } });
  return ajv;
}

const ajv = strictAjv(description.document);

/** The constraints that a value breaks according to Ajv, as pointers into the description. */
export function violationsByAjv(value: unknown, schema: Schema): string[] {
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
