import { createInstance, getHttpOperationsFromSpec } from "@stoplight/prism-http";
import type { Operation } from "../../openapi/read.js";
import { type Answer, jsonOf } from "../../src/verify/exchange/exchange.js";
import { type Constraint, EACH, subjectOf } from "../../src/verify/operations/constraints.js";
import { description, registration } from "../../src/verify/operations/description.js";
import { subjectOf as subjectOfOperation } from "../../src/verify/operations/operations.js";

/** What Prism's validator objects to, and in which part of the answer. */
export interface PrismViolation {
  readonly part: "body" | "header" | "whole";
  readonly path: readonly string[];
  readonly keyword: string;
  readonly message: string;
}

/** Prism's validator as a function of one answer, and of the operation that it answers. */
export type PrismValidator = (answer: Answer, operation?: Operation) => Promise<PrismViolation[]>;

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

/** A request for an operation. Without a length Prism does not look at the answer's media type. */
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
 * Prism is handed the answer where it would forward the request, so that it neither follows
 * redirects, nor mocks a 501 away, nor ends over a header.
 */
export async function prismValidator(source: object = description): Promise<PrismValidator> {
  const operations = await getHttpOperationsFromSpec(structuredClone(source));
  const validate: PrismValidator = async (answer, operation = registration) => {
    const output = { statusCode: answer.status, headers: { ...answer.headers }, body: jsonOf(answer) };
    const forward = () => () => async () => ({ _tag: "Right" as const, right: output });
    const prism = createInstance(PROXY, { logger: silent as never, forward });
    const result = await prism.request(requestFor(operation), operations)();
    if (result._tag === "Left") throw result.left;
    return result.right.validations.output.map(({ code, path: [part, ...path] = [], message }) => ({
      part: part === "body" || part === "header" ? part : "whole",
      path,
      keyword: String(code ?? ""),
      message,
    }));
  };
  await provenOn(validate);
  return (answer, operation) => validate(answer, operation).catch((error) => [whole(String(error.message))]);
}

/** Prism throws over a header that it can't parse: that is an objection, too. */
function whole(message: string): PrismViolation {
  return { part: "whole", path: [], keyword: "", message };
}

export class ValidationIsOff extends Error {
  override readonly name = "ValidationIsOff";
}

/** The canary: a schema that Prism can't compile, or a dialect that it does not know, silently switches it off. */
async function provenOn(validate: PrismValidator): Promise<void> {
  const empty = { status: 200, headers: { "content-type": JSON_TYPE }, body: Buffer.from("{}") };
  const violations = await validate(empty);
  if (violations.some(({ keyword }) => keyword === "required")) return;
  throw new ValidationIsOff("Prism finds nothing wrong with {} as an answer: its validation is off");
}

/** Whether Prism objects to what a constraint says. */
export function isObjectionTo({ part, path, keyword, message }: PrismViolation, constraint: Constraint): boolean {
  if (part !== "body" || keyword !== constraint.keyword || !isAt(path, constraint)) return false;
  return keyword !== "required" || message.endsWith(`required property '${subjectOf(constraint).at(-1)}'`);
}

function isAt(path: readonly string[], constraint: Constraint): boolean {
  return path.map((key) => (/^[0-9]+$/.test(key) ? EACH : key)).join("/") === constraint.path.join("/");
}
