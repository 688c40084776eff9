import openapiTS, { astToString } from "openapi-typescript";
import type { Description } from "../../openapi/read.js";

/** The description as TypeScript types, its prose as hovers. */
export async function buildTypes({ document }: Description): Promise<string> {
  return astToString(
    await openapiTS(JSON.stringify(document), {
      alphabetize: false,
      // An object without described properties may have any.
      emptyObjectsUnknown: true,
      silent: true,
    }),
  );
}
