import { Ajv2020, type Options } from "ajv/dist/2020.js";
import { formats } from "../../../openapi/formats.js";
import type { Document } from "../../../openapi/read.js";
import { EXTENSIONS } from "../../../openapi/vocabulary.js";

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
