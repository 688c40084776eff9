import { constraintsOf, relationsOf } from "../../support/constraints.js";
import { fallback, listResponse, successResponse } from "../../support/contract.js";
import { breaking } from "../../support/counterexamples.js";
import { listing, registration as operation } from "../../support/description.js";
import { withAt } from "../../support/paths.js";
import { violatedConstraints } from "../../support/violated-constraints.js";
import { constraintId } from "../probes/constraints.js";
import { answering, type Mutant, rewriting, whenAllListed, whenStatus } from "./mutant.js";

/** An answer that can be broken, and a value of it in which every property is there to be wrong. */
interface Breakable {
  readonly kind: string;
  readonly pointer: string;
  readonly when: Parameters<typeof answering>[1];
  readonly sample: unknown;
}

const registration: Breakable = {
  kind: "registration",
  pointer: successResponse.schemaPointer,
  when: whenStatus(Number(successResponse.status)),
  sample: operation.answers[successResponse.status]?.examples.synthetic?.value,
};

const list: Breakable = {
  kind: "list",
  pointer: listResponse.schemaPointer,
  when: whenAllListed,
  sample: listing.answers[listResponse.status]?.examples.synthetic?.value,
};

const error: Breakable = {
  kind: "error",
  pointer: fallback.schemaPointer,
  when: whenStatus(400, 401),
  sample: operation.answers["400"]?.examples.invalidRequest?.value,
};

/** One mutant for each constraint of each answer: it breaks that, and as little else as can be. */
export const derivedAnswers: readonly Mutant[] = [
  ...[registration, list, error].flatMap((answer) =>
    constraintsOf(answer.pointer).map((constraint) => {
      const breakIt = (value: unknown) =>
        breaking(constraint, { ...Object(answer.sample), ...Object(value) }, answer.pointer);
      return mutant(answer, `breaks ${constraintId(constraint, answer.pointer)}`, (value) => breakIt(value).value);
    }),
  ),
  // `null` is the mistake that databases make.
  ...[registration, list].flatMap((answer) =>
    constraintsOf(answer.pointer)
      .filter(({ keyword, path, limit }) => keyword === "type" && path.length > 0 && ![limit].flat().includes("null"))
      .map(({ path }) => mutant(answer, `puts null for ${path.join(".")}`, (value) => withAt(value, path, null))),
  ),
];

function mutant(answer: Breakable, what: string, breakIt: (value: unknown) => unknown): Mutant {
  const { kind, pointer, when, sample } = answer;
  return answering(`${what} in its ${kind}`, when, rewriting(breakIt), caughtBy(breakIt(sample), answer, pointer));
}

/** The checks of all constraints that a value breaks, and of what should come back and does not. */
function caughtBy(value: unknown, { sample }: Breakable, pointer: string): string[] {
  const pointers = violatedConstraints(value, pointer);
  const constraints = constraintsOf(pointer).filter((constraint) => pointers.includes(constraint.pointer));
  const echoes = relationsOf(pointer).filter(
    ({ keyword, path }) => keyword === "x-echoes" && isChanged(path, Object(value), Object(sample)),
  );
  return [...constraints, ...echoes].map((constraint) => constraintId(constraint, pointer));
}

type Fields = Readonly<Record<string, unknown>>;

/** Whether a property is still there, and is another. */
function isChanged([first = "", ...rest]: readonly string[], value: Fields, sample: Fields): boolean {
  if (!(first in value)) return false;
  if (rest.length > 0) return isChanged(rest, Object(value[first]), Object(sample[first]));
  return value[first] !== sample[first];
}
