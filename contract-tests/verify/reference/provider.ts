import { randomUUID } from "node:crypto";
import type { Operation } from "../../../openapi/read.js";
import { relationsOf } from "../../../src/verify/operations/constraints.js";
import { security, successOf } from "../../../src/verify/operations/contract.js";
import { operations } from "../../../src/verify/operations/description.js";
import { withAt } from "../../../src/verify/operations/paths.js";
import { violatedConstraints } from "../../../src/verify/operations/violated-constraints.js";
import { type Kept, keep, listed, numbersToBeginWith } from "./list.js";
import { type Asked, json, type Provider, parsed, type Reply } from "./messages.js";

/** What a mutant may do otherwise; the reference provider does each as the description says. */
export interface Rules {
  /** The operation that a request is for. */
  operationOf(asked: Asked): Operation | undefined;
  isKey(authorization: string | undefined): boolean;
  isMediaType(contentType: string | undefined, described: string): boolean;
  /** Constraints of a schema that a value breaks, as pointers into the description. */
  violations(value: unknown, schemaPointer: string): readonly string[];
}

/** The key that a reference provider accepts. */
export const REFERENCE_KEY = "reference-api-key-0f1e2d3c";

/** Whether a request is for an operation. */
export function isFor({ method, path }: Operation, asked: Asked): boolean {
  return asked.method === method && pathOf(asked) === path;
}

/** The path alone, without the query. */
export function pathOf({ path }: Asked): string {
  return path.replace(/\?.*$/, "");
}

export const conforming: Rules = {
  operationOf: (asked) => operations.find((operation) => isFor(operation, asked)),
  isKey: (authorization) => authorization === `Token ${REFERENCE_KEY}`,
  isMediaType: (contentType = "", described) => contentType.split(";")[0]?.trim().toLowerCase() === described,
  violations: violatedConstraints,
};

/**
 * The smallest server that keeps the contract: it judges requests by the description, and by nothing of
 * its own. It keeps what it registered for as long as it lives.
 */
export function referenceProvider(rules: Partial<Rules> = {}): Provider {
  const { operationOf, isKey, isMediaType, violations } = { ...conforming, ...rules };
  const userId = randomUUID();
  const kept = numbersToBeginWith(userId);
  return (asked) => {
    const operation = operationOf(asked);
    if (operation === undefined) return json(404, { message: "There is no such route" });
    if (!isKey(asked.headers[security.header.toLowerCase()])) return json(401, { message: "The API key is not valid" });
    const query = new URL(asked.path, "http://localhost").searchParams;
    const wrong = operation.parameters.find(
      ({ name, schemaPointer }) => query.has(name) && violations(query.get(name), schemaPointer).length > 0,
    );
    if (wrong !== undefined) return json(400, { message: `The parameter ${wrong.name} is malformed` });
    const { request } = operation;
    if (request === undefined) return answered(operation, { query, body: undefined, userId, kept });
    if (!isMediaType(asked.headers["content-type"], request.mediaType))
      return json(400, { message: `Send ${request.mediaType}` });
    const body = parsed(asked);
    if (body === undefined) return json(400, { message: "The body is not whole JSON" });
    const [violation] = violations(body, request.schemaPointer);
    if (violation !== undefined)
      return json(400, { message: `The body breaks ${violation}`, messageKey: "errors.validation" });
    return answered(operation, { query, body, userId, kept });
  };
}

interface Call {
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly userId: string;
  readonly kept: Kept[];
}

/** What a success is besides its example. Each operation has the example, and says again what it was told. */
const ANSWERS: Readonly<Record<string, (call: Call, example: unknown) => unknown>> = {
  addTwilioNumber: ({ userId, kept }, example) => {
    const { data, ...envelope } = Object(example);
    const now = new Date().toISOString();
    const number = { ...data, id: randomUUID(), userId, createdAt: now, updatedAt: now };
    const { numberSid: _, isActive: __, ...shown } = number;
    keep(kept, { ...shown, type: "TWILIO" });
    return { ...envelope, data: number };
  },
  listPhoneNumbers: ({ query, kept }, example) => ({ ...Object(example), data: listed(kept, query) }),
};

function answered(operation: Operation, call: Call): Reply {
  const { status, examples, schemaPointer } = successOf(operation);
  const example = (examples.synthetic ?? Object.values(examples)[0])?.value;
  const echoing = relationsOf(schemaPointer)
    .filter(({ keyword }) => keyword === "x-echoes")
    .reduce((value, { path, limit }) => withAt(value, path, Object(call.body)[String(limit)]), example);
  return json(Number(status), ANSWERS[operation.operationId]?.(call, echoing) ?? echoing);
}
