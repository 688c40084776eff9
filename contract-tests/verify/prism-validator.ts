import { getHttpOperationsFromSpec } from "@stoplight/prism-http/dist/utils/operations.js";
import { validateOutput } from "@stoplight/prism-http/dist/validator/index.js";
import type { Operation } from "../../openapi/read.js";
import { parseBody, type RawResponse } from "../../src/verify/exchange/exchange.js";
import { type Constraint, EACH, subjectOf } from "../../src/verify/operations/constraints.js";
import { description, registration } from "../../src/verify/operations/description.js";

/** What Prism's validator objects to, and in which part of the response. */
export interface PrismViolation {
  readonly part: "body" | "header" | "response";
  readonly path: readonly string[];
  readonly keyword: string;
  readonly message: string;
}

/** Prism's validator as a function of a response and its operation. */
export type PrismValidator = (response: RawResponse, operation?: Operation) => PrismViolation[];

const JSON_TYPE = "application/json";

/** Only Prism's validator is loaded: its mock has all of faker's locales, and there is no request to forward. */
export async function prismValidator(source: object = description.document): Promise<PrismValidator> {
  const resources = await getHttpOperationsFromSpec(structuredClone(source));
  const validate: PrismValidator = (response, { method, path } = registration) => {
    const resource = resources.find((each) => each.path === path && each.method === method.toLowerCase());
    if (resource === undefined) throw new Error(`Prism has no operation ${method} ${path}`);
    const element = { statusCode: response.status, headers: { ...response.headers }, body: parseBody(response) };
    return findViolations(() => validateOutput({ resource, element })).map(
      ({ code, path: [part, ...path] = [], message }) => ({
        part: part === "body" || part === "header" ? part : "response",
        path: path.map(String),
        keyword: String(code ?? ""),
        message,
      }),
    );
  };
  proveValidation(validate);
  return validate;
}

type Refusal = Extract<ReturnType<typeof validateOutput>, { _tag: "Left" }>["left"][number];

/** What is left of it if Prism threw. */
type Objection = Pick<Refusal, "message"> & Partial<Refusal>;

/** Prism throws if it can't parse a header. That is also an objection. */
function findViolations(validate: () => ReturnType<typeof validateOutput>): readonly Objection[] {
  try {
    const result = validate();
    return result._tag === "Left" ? result.left : [];
  } catch (error) {
    return [{ message: String(error) }];
  }
}

export class ValidationOffError extends Error {
  override readonly name = "ValidationOffError";
}

/** The canary: a schema that Prism can't compile, or a dialect that it doesn't have, silently switches it off. */
function proveValidation(validate: PrismValidator): void {
  const empty = { status: 200, headers: { "content-type": JSON_TYPE }, body: Buffer.from("{}") };
  const violations = validate(empty);
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
