import openapiTS, { astToString } from "openapi-typescript";
import type { Description } from "./description.js";

/** The description as TypeScript types, its prose as editor hovers. */
export async function types(description: Description): Promise<string> {
  return astToString(
    await openapiTS(JSON.stringify(description), {
      alphabetize: false,
      silent: true,
    }),
  );
}
