import { createInstance, getHttpOperationsFromSpec } from "@stoplight/prism-http";
import type { Operation } from "../../openapi/read.js";
import { parseBody, type RawResponse } from "../../src/verify/exchange/exchange.js";
import { type Constraint, EACH, subjectOf } from "../../src/verify/operations/constraints.js";
import { description, registration } from "../../src/verify/operations/description.js";
import { subjectOf as subjectOfOperation } from "../../src/verify/operations/operations.js";

/** What Prism's validator objects to, and in which part of the response. */
export interface PrismViolation {
  readonly part: "body" | "header" | "response";
  readonly path: readonly string[];
  readonly keyword: string;
  readonly message: string;
}

/** Prism's validator as a function of a response and its operation. */
export type PrismValidator = (response: RawResponse, operation?: Operation) => Promise<PrismViolation[]>;

/** At `debug` Prism logs the key and the token: it gets nothing to log with. */
const silent = { child: () => silent, info() {}, warn() {}, error() {}, debug() {}, trace() {}, success() {} };

const JSON_TYPE = "application/json";

const PROXY = {
  isProxy: true,
  upstream: new URL("http://127.0.0.1"),
  upstreamProxy: undefined,
  checkSecurity: false,
  validateRequest: false,
  validateResponse: true,
  errors: false,
  mock: { dynamic: false },
} as const;

/** A request for an operation. Without a length Prism doesn't check the response's media type. */
function requestFor(operation: Operation) {
  const { method, path } = operation;
  const { body } = subjectOfOperation(operation).synthetic;
  const length = body === undefined ? 0 : Buffer.byteLength(JSON.stringify(body));
  return {
    method: method.toLowerCase() as "get" | "post",
    url: { path, query: {} },
    headers: { "content-type": JSON_TYPE, "content-length": String(length) },
    body,
  };
}

/**
 * Prism gets the response instead of forwarding a request, so it neither follows redirects, nor replaces a 501
 * by a mock, nor exits because of a header.
 */
export async function prismValidator(source: object = description.document): Promise<PrismValidator> {
  const operations = await getHttpOperationsFromSpec(structuredClone(source));
  const validate: PrismValidator = async (response, operation = registration) => {
    const output = { statusCode: response.status, headers: { ...response.headers }, body: parseBody(response) };
    const forward = () => () => async () => ({ _tag: "Right" as const, right: output });
    const prism = createInstance(PROXY, { logger: silent as never, forward });
    const result = await prism.request(requestFor(operation), operations)();
    if (result._tag === "Left") throw result.left;
    return result.right.validations.output.map(({ code, path: [part, ...path] = [], message }) => ({
      part: part === "body" || part === "header" ? part : "response",
      path,
      keyword: String(code ?? ""),
      message,
    }));
  };
  await proveValidation(validate);
  return (response, operation) => validate(response, operation).catch((error) => [objectTo(String(error.message))]);
}

/** Prism throws if it can't parse a header. That is also an objection. */
function objectTo(message: string): PrismViolation {
  return { part: "response", path: [], keyword: "", message };
}

export class ValidationOffError extends Error {
  override readonly name = "ValidationOffError";
}

/** The canary: a schema that Prism can't compile, or a dialect that it doesn't have, silently switches it off. */
async function proveValidation(validate: PrismValidator): Promise<void> {
  const empty = { status: 200, headers: { "content-type": JSON_TYPE }, body: Buffer.from("{}") };
  const violations = await validate(empty);
  if (violations.some(({ keyword }) => keyword === "required")) return;
  throw new ValidationOffError("Prism accepts {} as a response, so its validation is off");
}

/** Whether Prism objects to a constraint's violation. */
export function isObjectionTo({ part, path, keyword, message }: PrismViolation, constraint: Constraint): boolean {
  if (part !== "body" || keyword !== constraint.keyword || !isAt(path, constraint)) return false;
  return keyword !== "required" || message.endsWith(`required property '${subjectOf(constraint).at(-1)}'`);
}

function isAt(path: readonly string[], constraint: Constraint): boolean {
  return path.map((key) => (/^[0-9]+$/.test(key) ? EACH : key)).join("/") === constraint.path.join("/");
}
