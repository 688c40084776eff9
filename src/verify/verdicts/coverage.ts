import type { Schema } from "../../../openapi/read.js";
import type { Check } from "../checks/check.js";
import { describedResponseFor } from "../checks/described-response.js";
import { type Exchange, parseBody, parseJson } from "../exchange/exchange.js";
import { type Constraint, constraintsOf, relationsOf } from "../operations/constraints.js";
import { describedResponses, operations } from "../operations/description.js";
import { valueAt } from "../operations/paths.js";
import { constraintId } from "../probes/constraints.js";

interface JudgedCheck {
  readonly check: Check;
  readonly status: string;
}

/** How much of one kind of thing in the description was exercised, and what was not. */
export interface Share {
  readonly kind: "statuses" | "media types" | "properties" | "constraints";
  readonly total: number;
  readonly missed: readonly string[];
}

/** Which parts of the description the exchanges exercised. */
export function measureCoverage(exchanges: readonly Exchange[], results: readonly JudgedCheck[]): Share[] {
  const judged = new Set(results.filter(({ status }) => status !== "skipped").map(({ check }) => check.id));
  const responses = exchanges.flatMap((exchange) => {
    const { response } = exchange;
    const described = describedResponseFor(exchange);
    return described && response ? [{ described, response }] : [];
  });
  const values = responses.map(({ described, response }) => ({ schema: described.schema, value: parseBody(response) }));
  const sent = exchanges.map(({ probe }) => ({
    schema: probe.operation?.request?.schema,
    value: parseJson(probe.body ?? "null"),
  }));
  const constraints = describedSchemas.flatMap((schema) =>
    [...constraintsOf(schema), ...relationsOf(schema)].map((constraint) => ({ constraint, schema })),
  );
  const isExercised = ({ constraint, schema }: (typeof constraints)[number]) =>
    judged.has(constraintId(constraint, schema)) &&
    (requestSchemas.includes(schema) || applies(constraint, schema, values));
  return [
    toShare(
      "statuses",
      describedResponses,
      ({ id }) => id,
      (described) => responses.some((each) => each.described === described),
    ),
    toShare(
      "media types",
      mediaTypes,
      (mediaType) => mediaType,
      (mediaType) => responses.some(({ response }) => response.headers["content-type"]?.startsWith(mediaType)),
    ),
    toShare("properties", constraints.filter(isOfProperty), nameOf, ({ constraint, schema }) =>
      [...values, ...sent].some((each) => each.schema === schema && valueAt(each.value, constraint.path) !== undefined),
    ),
    toShare("constraints", constraints, ({ constraint, schema }) => constraintId(constraint, schema), isExercised),
  ];
}

const requests = operations.flatMap(({ request = [] }) => request);
const requestSchemas = requests.map(({ schema }) => schema);
const contents = [...requests, ...describedResponses];
const describedSchemas = [...new Set(contents.map(({ schema }) => schema))];
const mediaTypes = [...new Set(contents.map(({ mediaType }) => mediaType))];

interface Located {
  readonly constraint: Constraint;
  readonly schema: Schema;
}

/** Each property has one type. */
function isOfProperty({ constraint }: Located): boolean {
  return constraint.keyword === "type" && constraint.path.length > 0;
}

function nameOf({ constraint, schema }: Located): string {
  return constraintId(constraint, schema).replace("/type", "");
}

/** Whether a response had a value that the constraint restricts. A format doesn't restrict null. */
function applies(
  constraint: Constraint,
  schema: Schema,
  values: readonly { schema: Schema; value: unknown }[],
): boolean {
  const isOfStrings = ["format", "pattern", "minLength", "maxLength"].includes(constraint.keyword);
  return values.some((each) => {
    const value = each.schema === schema ? valueAt(each.value, constraint.path) : undefined;
    return isOfStrings ? typeof value === "string" : value !== undefined;
  });
}

function toShare<Thing>(
  kind: Share["kind"],
  things: readonly Thing[],
  name: (thing: Thing) => string,
  isExercised: (thing: Thing) => boolean,
): Share {
  return { kind, total: things.length, missed: things.filter((thing) => !isExercised(thing)).map(name) };
}
