import document from "../../../generated/openapi.json" with { type: "json" };
import {
  type DescribedResponse,
  type Document,
  type JsonSchema,
  levelOf,
  type Operation,
  partAt,
  type RequestBody,
  readDescription,
} from "../../../openapi/read.js";

/** The bundled description from which everything was generated. */
export const description = readDescription(document as unknown as Document);

export const { schemas, operations, serverUrl } = description;

function findOperation(operationId: string): Operation {
  const operation = operations.find((each) => each.operationId === operationId);
  if (operation === undefined) throw new Error(`the description has no operation ${operationId}`);
  return operation;
}

function withRequest(operation: Operation): Operation & { readonly request: RequestBody } {
  const { request } = operation;
  if (request === undefined) throw new Error(`${operation.operationId} has no request body`);
  return { ...operation, request };
}

/** The operation that registers a number. */
export const registration = withRequest(findOperation("addTwilioNumber"));

/** The operation that lists a user's numbers. */
export const listing = findOperation("listPhoneNumbers");

/** Every response of every operation, each once: operations share their errors. */
export const describedResponses: readonly DescribedResponse[] = [
  ...new Set(operations.flatMap(({ responses }) => Object.values(responses))),
];

/** The response that an operation has for a status: its own, else `default`, which never covers 2xx or 3xx. */
export function responseFor({ responses }: Operation, status: number): DescribedResponse | undefined {
  return responses[status] ?? (status >= 400 ? responses.default : undefined);
}

/** The response for every status that has no other. */
export const fallback = registration.responses.default as DescribedResponse;

/** Every named example of an operation's responses. */
export function responseExamples({ responses }: Operation = registration): {
  status: string;
  name: string;
  body: unknown;
}[] {
  return Object.values(responses).flatMap(({ status, examples }) =>
    Object.entries(examples).map(([name, { value }]) => ({ status, name, body: value })),
  );
}

/** The one security scheme: the header that carries the API key, and how. */
export const security = (() => {
  const pointer = "#/components/securitySchemes/apiKey";
  const scheme = partAt(description.document, pointer) as JsonSchema & { readonly name: string };
  const fact = { pointer, level: levelOf(scheme, "name") };
  return { header: scheme.name, description: String(scheme.description), fact };
})();
