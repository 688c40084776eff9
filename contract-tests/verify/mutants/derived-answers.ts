import { constraintsOf, relationsOf } from "../../../src/verify/operations/constraints.js";
import { fallback, successOf } from "../../../src/verify/operations/contract.js";
import { registration } from "../../../src/verify/operations/description.js";
import { subjects } from "../../../src/verify/operations/operations.js";
import { withAt } from "../../../src/verify/operations/paths.js";
import { violatedConstraints } from "../../../src/verify/operations/violated-constraints.js";
import { constraintId } from "../../../src/verify/probes/constraints.js";
import { breaking } from "../../../src/verify/probes/counterexamples.js";
import { answering, type Mutant, rewriting, type When, whenPlain, whenStatus } from "./mutant.js";

/** An answer that can be broken, and a value of it in which every property is there to be wrong. */
interface Breakable {
  readonly kind: string;
  readonly pointer: string;
  readonly when: When;
  readonly sample: unknown;
}

const successes = subjects.map((subject): Breakable => {
  const { schemaPointer, examples } = successOf(subject.operation);
  const sample = (examples.synthetic ?? Object.values(examples)[0])?.value;
  return { kind: subject.noun, pointer: schemaPointer, when: whenPlain(subject), sample };
});

const error: Breakable = {
  kind: "error",
  pointer: fallback.schemaPointer,
  when: whenStatus(400, 401),
  sample: registration.answers["400"]?.examples.invalidRequest?.value,
};

/** One mutant for each constraint of each answer: it breaks that, and as little else as can be. */
export const derivedAnswers: readonly Mutant[] = [
  ...[...successes, error].flatMap((answer) =>
    constraintsOf(answer.pointer).map((constraint) => {
      const breakIt = (value: unknown) =>
        breaking(constraint, { ...Object(answer.sample), ...Object(value) }, answer.pointer);
      return mutant(answer, `breaks ${constraintId(constraint, answer.pointer)}`, (value) => breakIt(value).value);
    }),
  ),
  // `null` is the mistake that databases make.
  ...successes.flatMap((answer) =>
    constraintsOf(answer.pointer)
      .filter(({ keyword, path, limit }) => keyword === "type" && path.length > 0 && ![limit].flat().includes("null"))
      .map(({ path }) => mutant(answer, `puts null for ${path.join(".")}`, (value) => withAt(value, path, null))),
  ),
];

function mutant(answer: Breakable, what: string, breakIt: (value: unknown) => unknown): Mutant {
  const { kind, pointer, when, sample } = answer;
  const name = `${what} in its answer to a ${kind}`;
  return answering(name, when, rewriting(breakIt), caughtBy(breakIt(sample), answer, pointer));
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
