import openapiTS, { astToString } from "openapi-typescript";
import type { Description } from "../../openapi/read.js";

/** The description as TypeScript types, its prose as editor hovers. */
export async function types({ document }: Description): Promise<string> {
  return astToString(
    await openapiTS(JSON.stringify(document), {
      alphabetize: false,
      // An object of which nothing is described may have anything in it.
      emptyObjectsUnknown: true,
      silent: true,
    }),
  );
}
