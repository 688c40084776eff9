import type { DescribedResponse, Schema } from "../../../openapi/read.js";
import { type Exchange, parseBody } from "../exchange/exchange.js";
import { formatPlace } from "../exchange/json-lines.js";
import { type Constraint, constraintsOf, EACH } from "../operations/constraints.js";
import { describedResponses } from "../operations/description.js";
import { valueAt, withAt } from "../operations/paths.js";
import { violatedConstraints } from "../operations/violated-constraints.js";
import { constraintId, describeConstraint } from "../probes/constraints.js";
import { type Check, fail, type Opinion, pass, skip } from "./check.js";
import { describedResponseFor, describeResponse, noneReceived, probesFor } from "./described-response.js";

/** Responses with the same schema share its checks. */
const describedSchemas = [...new Set(describedResponses.map(({ schema }) => schema))];

/** One check per constraint of each response's schema. */
export const schemaChecks: readonly Check[] = describedSchemas.flatMap((schema) =>
  constraintsOf(schema).map(
    (constraint): Check => ({
      id: constraintId(constraint, schema),
      level: constraint.level,
      pointer: constraint.pointer,
      title: `${describeConstraint(constraint)} in ${describeResponses(schema)}`,
      needs: probesFor(describedResponses.filter((each) => each.schema === schema)),
      examinesEvery: true,
      examine: (exchange) => examineConstraint(constraint, schema, exchange),
    }),
  ),
);

/** The success with a schema. Errors with several statuses may share one. */
function findSuccess(schema: Schema): DescribedResponse | undefined {
  return describedResponses.find((each) => each.schema === schema && each.status.startsWith("2"));
}

function describeResponses(schema: Schema): string {
  const success = findSuccess(schema);
  return success === undefined ? "an error response" : describeResponse(success);
}

function examineConstraint(constraint: Constraint, schema: Schema, exchange: Exchange): Opinion {
  const { response } = exchange;
  if (describedResponseFor(exchange)?.schema !== schema) {
    const success = findSuccess(schema);
    return skip(success === undefined ? "no error response was received" : noneReceived(success));
  }
  const body = response && parseBody(response);
  if (body === undefined) return skip("the response is not JSON");
  return findViolations(body, schema).includes(constraint.pointer) ? failAt(constraint, body, schema) : pass;
}

/** Fails with the first value that breaks the constraint: `data[0].createdAt is "yesterday"`. */
function failAt({ keyword, limit, path, pointer }: Constraint, body: unknown, schema: Schema): Opinion {
  const place: (string | number)[] = [];
  // Each list is narrowed to its first element that breaks the constraint.
  let narrowed = body;
  for (const [depth, step] of path.entries()) {
    if (step !== EACH) {
      place.push(step);
      continue;
    }
    const list = path.slice(0, depth);
    const elements = valueAt(narrowed, list) as readonly unknown[];
    const index = elements.findIndex((element) =>
      findViolations(withAt(narrowed, list, [element]), schema).includes(pointer),
    );
    narrowed = withAt(narrowed, list, [elements[index]]);
    place.push(index);
  }
  const subject = formatPlace(place) || "the body";
  if (keyword === "required") return fail(`${subject} has no ${limit}`, place);
  const found = JSON.stringify(valueAt(narrowed, path));
  return fail(`${subject} is ${found}; ${keyword} is ${JSON.stringify(limit)}`, place);
}

const knownViolations = new WeakMap<object, Map<Schema, readonly string[]>>();

/** What a body violates, found once for the checks of all constraints. */
function findViolations(value: unknown, schema: Schema): readonly string[] {
  if (typeof value !== "object" || value === null) return violatedConstraints(value, schema);
  const bySchema = knownViolations.get(value) ?? new Map<Schema, readonly string[]>();
  knownViolations.set(value, bySchema);
  const violations = bySchema.get(schema) ?? violatedConstraints(value, schema);
  bySchema.set(schema, violations);
  return violations;
}
