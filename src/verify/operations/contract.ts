import { levelOf, type Sourced } from "../../../openapi/provenance.js";
import type { Answer, Operation } from "../../../openapi/read.js";
import { at, operations, registration } from "./description.js";

// What the description says besides its schemas, each fact with its pointer and level.

/** An answer that the description knows, under the name that reports call it by. */
export interface DescribedResponse extends Answer {
  /** Its status; an answer that one operation has alone is named after it: `listPhoneNumbers.200`. */
  readonly id: string;
  /** The operation that has it alone. */
  readonly operation: Operation | undefined;
}

const all = operations.flatMap((operation) =>
  Object.values(operation.answers).map((answer) => ({ operation, answer })),
);

/** Every answer of every operation, each once: operations share their errors. */
export const describedResponses: readonly DescribedResponse[] = all
  .filter(({ answer }, index) => all.findIndex((other) => isSame(other.answer, answer)) === index)
  .map(({ operation, answer }) => {
    const isShared = all.some((other) => other.operation !== operation && isSame(other.answer, answer));
    return isShared
      ? { ...answer, id: answer.status, operation: undefined }
      : { ...answer, id: `${operation.operationId}.${answer.status}`, operation };
  });

function isSame(one: Answer, other: Answer): boolean {
  return one.contentFact.pointer === other.contentFact.pointer;
}

/** The answer that an operation means by a status: its own entry, else `default`; a 2xx or 3xx is never `default`. */
export function responseFor({ answers }: Operation, status: number): DescribedResponse | undefined {
  const meant = answers[status] ?? (status >= 400 ? answers.default : undefined);
  return meant && describedResponses.find((response) => isSame(response, meant));
}

/** The successful answer of an operation. */
export function successOf(operation: Operation): DescribedResponse {
  return described(operation, ({ status }) => status.startsWith("2"));
}

/** The entry that stands for every status which has none. */
export const fallback = described(registration, ({ status }) => status === "default");

function described({ answers }: Operation, isWanted: (answer: Answer) => boolean): DescribedResponse {
  const wanted = Object.values(answers).find(isWanted);
  const response = describedResponses.find((each) => wanted && isSame(each, wanted));
  if (response === undefined) throw new Error("the description has no such response");
  return response;
}

/** The one security scheme: which header carries the key. */
export const security = (() => {
  const pointer = "#/components/securitySchemes/apiKey";
  const node = at(pointer) as Sourced & { readonly name: string };
  return { header: node.name, fact: { pointer, level: levelOf(node, "name") } };
})();
