import { randomUUID } from "node:crypto";
import type { Operation, Schema } from "../../../openapi/read.js";
import { relationsOf } from "../../../src/verify/operations/constraints.js";
import { operations, security } from "../../../src/verify/operations/description.js";
import { withAt } from "../../../src/verify/operations/paths.js";
import { violatedConstraints } from "../../../src/verify/operations/violated-constraints.js";
import { listPage, numbersToBeginWith, type StoredNumber, store } from "./list.js";
import { json, type Provider, parseJson, type ReceivedRequest, type Reply } from "./messages.js";

/** What a mutant may do differently. The reference provider follows the description in each. */
export interface Rules {
  /** The operation that a request is for. */
  operationOf(request: ReceivedRequest): Operation | undefined;
  isKey(authorization: string | undefined): boolean;
  isMediaType(contentType: string | undefined, described: string): boolean;
  /** Constraints of a schema that a value breaks, as pointers into the description. */
  violations(value: unknown, schema: Schema): readonly string[];
}

/** The key that the reference provider accepts. */
export const REFERENCE_KEY = "reference-api-key-0f1e2d3c";

/** Whether a request is for an operation. */
export function isFor({ method, path }: Operation, request: ReceivedRequest): boolean {
  return request.method === method && pathOf(request) === path;
}

/** The path without the query. */
export function pathOf({ path }: ReceivedRequest): string {
  return path.replace(/\?.*$/, "");
}

export const conforming: Rules = {
  operationOf: (request) => operations.find((operation) => isFor(operation, request)),
  isKey: (authorization) => authorization === `Token ${REFERENCE_KEY}`,
  isMediaType: (contentType = "", described) => contentType.split(";")[0]?.trim().toLowerCase() === described,
  violations: violatedConstraints,
};

/**
 * The smallest server that keeps the contract. It accepts and rejects requests only by the description, and
 * stores the registered numbers as long as it runs.
 */
export function referenceProvider(rules: Partial<Rules> = {}): Provider {
  const { operationOf, isKey, isMediaType, violations } = { ...conforming, ...rules };
  const userId = randomUUID();
  const stored = numbersToBeginWith(userId);
  return (request) => {
    const operation = operationOf(request);
    if (operation === undefined) return json(404, { message: "There is no such route" });
    if (!isKey(request.headers[security.header.toLowerCase()]))
      return json(401, { message: "The API key is not valid" });
    const query = new URL(request.path, "http://localhost").searchParams;
    const wrong = operation.parameters.find(
      ({ name, schema }) => query.has(name) && violations(query.get(name), schema).length > 0,
    );
    if (wrong !== undefined) return json(400, { message: `The parameter ${wrong.name} is malformed` });
    const described = operation.request;
    if (described === undefined) return respond(operation, { query, body: undefined, userId, stored });
    if (!isMediaType(request.headers["content-type"], described.mediaType))
      return json(400, { message: `Send ${described.mediaType}` });
    const body = parseJson(request);
    if (body === undefined) return json(400, { message: "The body is not complete JSON" });
    const [violation] = violations(body, described.schema);
    if (violation !== undefined)
      return json(400, { message: `The body breaks ${violation}`, messageKey: "errors.validation" });
    return respond(operation, { query, body, userId, stored });
  };
}

interface Call {
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly userId: string;
  readonly stored: StoredNumber[];
}

/** What a success has besides its example and what it echoes. */
const RESPONSES: Readonly<Record<string, (call: Call, example: unknown) => unknown>> = {
  addTwilioNumber: ({ userId, stored }, example) => {
    const { data, ...envelope } = Object(example);
    const now = new Date().toISOString();
    const number = { ...data, id: randomUUID(), userId, createdAt: now, updatedAt: now };
    const { numberSid: _, isActive: __, ...listed } = number;
    store(stored, { ...listed, type: "TWILIO" });
    return { ...envelope, data: number };
  },
  listPhoneNumbers: ({ query, stored }, example) => ({ ...Object(example), data: listPage(stored, query) }),
};

function respond(operation: Operation, call: Call): Reply {
  const { status, example, schema } = operation.success;
  const echoing = relationsOf(schema)
    .filter(({ keyword }) => keyword === "x-echoes")
    .reduce((value, { path, limit }) => withAt(value, path, Object(call.body)[String(limit)]), example);
  return json(Number(status), RESPONSES[operation.operationId]?.(call, echoing) ?? echoing);
}
