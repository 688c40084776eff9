import { Ajv2020, type Options } from "ajv/dist/2020.js";
import { formats } from "../../../openapi/formats.js";
import { EXTENSIONS } from "../../../openapi/vocabulary.js";

/**
 * The strictest reading of the description's schemas: an unknown keyword or format, or a
 * constraint that its type can't have, refuses to compile. Schemas refer to each other as they do
 * in the description, and are reached as `openapi#/components/schemas/NAME`, those of parameters as
 * `openapi#/components/parameters/NAME/schema`.
 */
export function strictAjv(schemas: Record<string, object>, options: Options = {}, parameters: object = {}): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    allowUnionTypes: true,
    allErrors: true,
    ...options,
    formats: { ...formats },
  });
  ajv.addVocabulary([...EXTENSIONS, "components"]);
  ajv.addSchema({ $id: "openapi", components: { schemas, parameters } });
  return ajv;
}
