import type { AddTwilioNumberParams } from "../../src/index.js";
import { registration } from "../../src/verify/operations/description.js";

/** The description's well-formed request: what the client accepts at run time. */
export const syntheticParams = exampleRequest("synthetic");

/** The page's own request, documentation masks and all: the client refuses it at run time. */
export const publishedParams = exampleRequest("published");

function exampleRequest(name: string): AddTwilioNumberParams {
  return registration.request.examples[name]?.value as AddTwilioNumberParams;
}
