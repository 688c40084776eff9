import type { Schema } from "../../../openapi/read.js";
import { constraintsOf, relationsOf } from "../../../src/verify/operations/constraints.js";
import { fallback, registration } from "../../../src/verify/operations/description.js";
import { subjects } from "../../../src/verify/operations/operations.js";
import { withAt } from "../../../src/verify/operations/paths.js";
import { violatedConstraints } from "../../../src/verify/operations/violated-constraints.js";
import { constraintId } from "../../../src/verify/probes/constraints.js";
import { findCounterexample } from "../../../src/verify/probes/counterexamples.js";
import { changeReply, type Mutant, rewriteJson, type When, whenPlain, whenStatus } from "./mutant.js";

/** A response that can be broken, and a value of it with every property. */
interface BreakableResponse {
  readonly kind: string;
  readonly schema: Schema;
  readonly when: When;
  readonly sample: unknown;
}

const successes = subjects.map((subject): BreakableResponse => {
  const { schema, example } = subject.operation.success;
  return { kind: subject.noun, schema, when: whenPlain(subject), sample: example };
});

const error: BreakableResponse = {
  kind: "error",
  schema: fallback.schema,
  when: whenStatus(400, 401),
  sample: registration.responses["400"]?.examples.invalidRequest?.value,
};

/** One mutant per constraint of each response. It breaks that, and as little else as possible. */
export const derivedResponseMutants: readonly Mutant[] = [
  ...[...successes, error].flatMap((response) =>
    constraintsOf(response.schema).map((constraint) => {
      const breakIt = (value: unknown) =>
        findCounterexample(constraint, { ...Object(response.sample), ...Object(value) }, response.schema);
      return mutant(response, `breaks ${constraintId(constraint, response.schema)}`, (value) => breakIt(value).value);
    }),
  ),
  // `null` is what a database returns for a missing value.
  ...successes.flatMap((response) =>
    constraintsOf(response.schema)
      .filter(({ keyword, path, limit }) => keyword === "type" && path.length > 0 && ![limit].flat().includes("null"))
      .map(({ path }) => mutant(response, `puts null for ${path.join(".")}`, (value) => withAt(value, path, null))),
  ),
];

function mutant(response: BreakableResponse, what: string, breakIt: (value: unknown) => unknown): Mutant {
  const { kind, schema, when, sample } = response;
  const name = `${what} in its response to a ${kind}`;
  return changeReply(name, when, rewriteJson(breakIt), listCatching(breakIt(sample), response, schema));
}

/** The checks of all constraints that a value breaks, and of what it fails to echo. */
function listCatching(value: unknown, { sample }: BreakableResponse, schema: Schema): string[] {
  const pointers = violatedConstraints(value, schema);
  const constraints = constraintsOf(schema).filter((constraint) => pointers.includes(constraint.pointer));
  const echoes = relationsOf(schema).filter(
    ({ keyword, path }) => keyword === "x-echoes" && isChanged(path, Object(value), Object(sample)),
  );
  return [...constraints, ...echoes].map((constraint) => constraintId(constraint, schema));
}

type Fields = Readonly<Record<string, unknown>>;

/** Whether a property is still present, with another value. */
function isChanged([first = "", ...rest]: readonly string[], value: Fields, sample: Fields): boolean {
  if (!(first in value)) return false;
  if (rest.length > 0) return isChanged(rest, Object(value[first]), Object(sample[first]));
  return value[first] !== sample[first];
}
