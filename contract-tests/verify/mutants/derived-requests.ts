import { a, type Subject } from "../../../src/verify/operations/operations.js";
import { valueAt, withAt } from "../../../src/verify/operations/paths.js";
import { violatedConstraints } from "../../../src/verify/operations/violated-constraints.js";
import { type BrokenMessage, broken } from "../../../src/verify/probes/constraints.js";
import { type Mutant, withRules } from "./mutant.js";

/** The checks whose requests a provider accepts if it overlooks these constraints. */
function acceptedBy(
  subject: Subject,
  isOverlooked: (pointers: readonly string[], message: BrokenMessage["message"]) => boolean,
): string[] {
  return broken
    .filter((each) => each.subject === subject)
    .filter(({ constraint: { pointer }, messages }) =>
      Object.values(messages).some(({ message, alsoBreaks }) => isOverlooked([pointer, ...alsoBreaks], message)),
    )
    .map(({ id }) => id);
}

/**
 * For each constraint of what is sent a provider that does not enforce it, nor what the request
 * that breaks it can't help breaking: an empty number is also no E.164 number.
 */
const notEnforcing = broken.map(({ subject, id, constraint, messages }): Mutant => {
  const overlooked = [constraint.pointer, ...(messages[id]?.alsoBreaks ?? [])];
  return withRules(
    `accepts ${a(subject.noun)} that breaks ${id}`,
    { violations: (...asked) => violatedConstraints(...asked).filter((each) => !overlooked.includes(each)) },
    acceptedBy(subject, (pointers) => pointers.every((each) => overlooked.includes(each))),
  );
});

/** What lenient frameworks make of a value before they look at its type. */
const COERCIONS: readonly (readonly [name: string, coerce: (value: unknown) => unknown])[] = [
  ["takes a list of one for its element", (value) => (Array.isArray(value) && value.length === 1 ? value[0] : value)],
  ["takes null for what is left out", (value) => value ?? undefined],
  ["turns numbers into texts", (value) => (typeof value === "number" ? String(value) : value)],
];

/** For each place of a body with a type and each coercion a provider that coerces there, and enforces all else. */
const coercing = broken
  .filter(({ constraint, subject }) => constraint.keyword === "type" && subject.synthetic.body !== undefined)
  .flatMap(({ constraint: { path }, subject }) =>
    COERCIONS.map(([name, coerce]) => {
      const schema = subject.operation.request?.schemaPointer ?? "";
      const coerced = (value: unknown) =>
        withAt(value, path, coerce(valueAt(value, path)) ?? valueAt(subject.synthetic.body, path));
      const isCoerced = (value: unknown, pointer: string) => {
        const before = valueAt(value, path);
        const isThere = path.length === 0 || (typeof value === "object" && value !== null);
        return pointer === schema && isThere && coerce(before) !== before;
      };
      const violations = (value: unknown, pointer: string) =>
        violatedConstraints(isCoerced(value, pointer) ? coerced(value) : value, pointer);
      const caughtBy = acceptedBy(subject, (_, { body }) => violations(body, schema).length === 0);
      const where = `${path.join(".") || "the body"} of ${a(subject.noun)}`;
      return withRules(`${name} in ${where}`, { violations }, caughtBy);
    }),
  )
  .filter(({ caughtBy }) => caughtBy.length > 0);

export const derivedRequests: readonly Mutant[] = [...notEnforcing, ...coercing];
