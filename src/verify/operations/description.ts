import document from "../../../generated/openapi.json" with { type: "json" };
import {
  type Document,
  type Operation,
  type RequestBody,
  readDescription,
  type Schema,
} from "../../../openapi/read.js";

export type { Schema } from "../../../openapi/read.js";

/** The bundled description that everything was generated from. */
export const description = document as unknown as Document;

const read = readDescription(description);

export const { at, schemas, operations } = read;

/** The operation of that operationId. */
function operationOf(operationId: string): Operation {
  const found = operations.find((each) => each.operationId === operationId);
  if (found === undefined) throw new Error(`the description has no operation ${operationId}`);
  return found;
}

/** The operation that registers a number. */
export const registration = withRequest(operationOf("addTwilioNumber"));

/** The operation that lists a user's numbers. */
export const listing = operationOf("listPhoneNumbers");

function withRequest(operation: Operation): Operation & { readonly request: RequestBody } {
  const { request } = operation;
  if (request === undefined) throw new Error(`${operation.operationId} has no request body`);
  return { ...operation, request };
}

/** The node itself, or what its `$ref` points to. */
export function resolved(node: Schema): Schema {
  return node.$ref === undefined ? node : (at(node.$ref) as Schema);
}

/** Every status of an operation with each of its named examples. */
export function describedAnswers({ answers }: Operation = registration): {
  status: string;
  name: string;
  body: unknown;
}[] {
  return Object.values(answers).flatMap(({ status, examples }) =>
    Object.entries(examples).map(([name, { value }]) => ({ status, name, body: value })),
  );
}
