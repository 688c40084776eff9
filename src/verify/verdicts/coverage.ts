import type { Check } from "../checks/check.js";
import { describedResponseFor } from "../checks/described-response.js";
import { type Exchange, jsonOf } from "../exchange/exchange.js";
import { type Constraint, constraintsOf, relationsOf, subjectOf } from "../operations/constraints.js";
import { describedResponses } from "../operations/contract.js";
import { operations } from "../operations/description.js";
import { valueAt } from "../operations/paths.js";
import { constraintId } from "../probes/constraints.js";
import type { Verdict } from "./judge.js";

interface JudgedCheck extends Verdict {
  readonly check: Check;
}

/** How much of one kind of thing in the description was exercised, and what was not. */
export interface Share {
  readonly of: "statuses" | "media types" | "properties" | "constraints";
  readonly total: number;
  readonly missed: readonly string[];
}

/** Which of what the description says the exchanges exercised. */
export function coverage(exchanges: readonly Exchange[], judged: readonly JudgedCheck[]): Share[] {
  const said = new Set(judged.filter(({ is }) => is !== "not judged").map(({ check }) => check.id));
  const answers = exchanges.flatMap((exchange) => {
    const response = describedResponseFor(exchange);
    return response === undefined || exchange.answer === undefined ? [] : [{ response, answer: exchange.answer }];
  });
  const values = answers.map(({ response, answer }) => ({ pointer: response.schemaPointer, value: jsonOf(answer) }));
  const sent = exchanges.map(({ probe }) => ({
    pointer: probe.operation?.request?.schemaPointer,
    value: parsed(probe.body),
  }));
  const constraints = schemaPointers.flatMap((pointer) =>
    [...constraintsOf(pointer), ...relationsOf(pointer)].map((constraint) => ({ constraint, pointer })),
  );
  const isExercised = ({ constraint, pointer }: (typeof constraints)[number]) =>
    said.has(constraintId(constraint, pointer)) &&
    (requestPointers.includes(pointer) || applies(constraint, pointer, values));
  return [
    share(
      "statuses",
      describedResponses,
      ({ id }) => id,
      (response) => answers.some((each) => each.response === response),
    ),
    share(
      "media types",
      mediaTypes,
      (mediaType) => mediaType,
      (mediaType) => answers.some(({ answer }) => answer.headers["content-type"]?.startsWith(mediaType) ?? false),
    ),
    share("properties", constraints.filter(isOfProperty), nameOf, ({ constraint, pointer }) =>
      [...values, ...sent].some(
        (each) => each.pointer === pointer && valueAt(each.value, constraint.path) !== undefined,
      ),
    ),
    share("constraints", constraints, ({ constraint, pointer }) => constraintId(constraint, pointer), isExercised),
  ];
}

const requests = operations.flatMap(({ request = [] }) => request);
const requestPointers = requests.map(({ schemaPointer }) => schemaPointer);
const contents = [...requests, ...describedResponses];
const schemaPointers = [...new Set(contents.map(({ schemaPointer }) => schemaPointer))];
const mediaTypes = [...new Set(contents.map(({ mediaType }) => mediaType))];

interface Located {
  readonly constraint: Constraint;
  readonly pointer: string;
}

/** Each property has one type. */
function isOfProperty({ constraint }: Located): boolean {
  return constraint.keyword === "type" && constraint.path.length > 0;
}

function nameOf({ constraint, pointer }: Located): string {
  return constraintId(constraint, pointer).replace("/type", "");
}

/** Whether some answer had a value for a constraint to say something of: a format says nothing of null. */
function applies(
  constraint: Constraint,
  pointer: string,
  values: readonly { pointer: string; value: unknown }[],
): boolean {
  const ofText = ["format", "pattern", "minLength", "maxLength"].includes(constraint.keyword);
  return values.some((each) => {
    const path = constraint.keyword === "required" ? constraint.path : subjectOf(constraint);
    const value = each.pointer === pointer ? valueAt(each.value, path) : undefined;
    return ofText ? typeof value === "string" : value !== undefined;
  });
}

function share<Thing>(
  of: Share["of"],
  things: readonly Thing[],
  name: (thing: Thing) => string,
  isExercised: (thing: Thing) => boolean,
): Share {
  return { of, total: things.length, missed: things.filter((thing) => !isExercised(thing)).map(name) };
}

function parsed(body = "null"): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
