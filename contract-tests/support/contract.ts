import { at, listing, operations, registration } from "./description.js";
import { levelOf, type Sourced } from "./provenance.js";
import type { Answer, Operation } from "./read-description.js";

// What the description says besides its schemas, each fact with its pointer and level.

/** An answer that the description knows, under the name that reports call it by. */
export interface DescribedResponse extends Answer {
  /** Its status; of a status that several operations answer differently, after the later operation's name. */
  readonly id: string;
}

const all = operations.flatMap(({ operationId, answers }) =>
  Object.values(answers).map((answer) => ({ operationId, answer })),
);

/** Every answer of every operation, each once: operations share their errors. */
export const describedResponses: readonly DescribedResponse[] = all
  .filter(({ answer }, index) => all.findIndex((other) => isSame(other.answer, answer)) === index)
  .map(({ operationId, answer }) => {
    const first = all.find((other) => other.answer.status === answer.status);
    return { ...answer, id: first?.answer === answer ? answer.status : `${operationId}.${answer.status}` };
  });

function isSame(one: Answer, other: Answer): boolean {
  return one.contentFact.pointer === other.contentFact.pointer;
}

/** The answer that an operation means by a status: its own entry, else `default`; a 2xx or 3xx is never `default`. */
export function responseFor({ answers }: Operation, status: number): DescribedResponse | undefined {
  const meant = answers[status] ?? (status >= 400 ? answers.default : undefined);
  return meant && describedResponses.find((response) => isSame(response, meant));
}

/** The successful answer of the registration. */
export const successResponse = described(registration, ({ status }) => status.startsWith("2"));

/** The successful answer of the list. */
export const listResponse = described(listing, ({ status }) => status.startsWith("2"));

/** The entry that stands for every status which has none. */
export const fallback = described(registration, ({ status }) => status === "default");

function described({ answers }: Operation, isWanted: (answer: Answer) => boolean): DescribedResponse {
  const wanted = Object.values(answers).find(isWanted);
  const response = describedResponses.find((each) => wanted && isSame(each, wanted));
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
