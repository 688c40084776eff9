import type { AddTwilioNumberParams } from "../../src/index.js";
import { registration } from "../../src/verify/operations/description.js";

/** The description's well-formed request, which the client accepts. */
export const syntheticParams = findExample("synthetic");

/** The page's own request, with its placeholders, which the client rejects. */
export const publishedParams = findExample("published");

function findExample(name: string): AddTwilioNumberParams {
  return registration.request.examples[name]?.value as AddTwilioNumberParams;
}
