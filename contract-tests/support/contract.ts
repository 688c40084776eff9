import { at, registration } from "./description.js";
import { levelOf, type Sourced } from "./provenance.js";
import type { Answer } from "./read-description.js";

// What the description says of the registration besides its schemas, each fact with its pointer and level.

export type DescribedResponse = Answer;

export const describedResponses: readonly DescribedResponse[] = Object.values(registration.answers);

/** The answer that the description means by a status: its own entry, else `default`; a 2xx or 3xx is never `default`. */
export function responseFor(status: number): DescribedResponse | undefined {
  const named = describedResponses.find((response) => response.status === String(status));
  return named ?? (status >= 400 ? describedResponses.find((response) => response.status === "default") : undefined);
}

/** The successful answer. */
export const successResponse = described(({ status }) => status.startsWith("2"));

/** The entry that stands for every status which has none. */
export const fallback = described(({ status }) => status === "default");

function described(isWanted: (response: DescribedResponse) => boolean): DescribedResponse {
  const response = describedResponses.find(isWanted);
  if (response === undefined) throw new Error("the description has no such response");
  return response;
}

/** The request body: that there must be one, and of which media type. */
export const requestBody = registration.request;

/** The one security scheme: which header carries the key. */
export const security = (() => {
  const pointer = "#/components/securitySchemes/apiKey";
  const node = at(pointer) as Sourced & { readonly name: string };
  return { header: node.name, fact: { pointer, level: levelOf(node, "name") } };
})();
