import type { Schema } from "../../../openapi/read.js";
import { a, type Subject } from "../../../src/verify/operations/operations.js";
import { valueAt, withAt } from "../../../src/verify/operations/paths.js";
import { violatedConstraints } from "../../../src/verify/operations/violated-constraints.js";
import { type BrokenMessage, brokenConstraints } from "../../../src/verify/probes/constraints.js";
import { changeRules, type Mutant } from "./mutant.js";

/** The checks whose requests a provider accepts if it ignores these constraints. */
function listAccepted(
  subject: Subject,
  isIgnored: (pointers: readonly string[], message: BrokenMessage["message"]) => boolean,
): string[] {
  return brokenConstraints
    .filter((each) => each.subject === subject)
    .filter(({ constraint: { pointer }, messages }) =>
      Object.values(messages).some(({ message, alsoBreaks }) => isIgnored([pointer, ...alsoBreaks], message)),
    )
    .map(({ id }) => id);
}

/**
 * For each constraint on what is sent, a provider that doesn't enforce it, nor what the request that breaks it
 * necessarily breaks as well: an empty number is also not an E.164 number.
 */
const notEnforcing = brokenConstraints.map(({ subject, id, constraint, messages }): Mutant => {
  const ignored = [constraint.pointer, ...(messages[id]?.alsoBreaks ?? [])];
  return changeRules(
    `accepts ${a(subject.noun)} that breaks ${id}`,
    { violations: (...request) => violatedConstraints(...request).filter((each) => !ignored.includes(each)) },
    listAccepted(subject, (pointers) => pointers.every((each) => ignored.includes(each))),
  );
});

/** How lenient frameworks convert a value before they check its type. */
const COERCIONS: readonly (readonly [name: string, coerce: (value: unknown) => unknown])[] = [
  ["converts a list of one to its element", (value) => (Array.isArray(value) && value.length === 1 ? value[0] : value)],
  ["treats null as missing", (value) => value ?? undefined],
  ["converts numbers to strings", (value) => (typeof value === "number" ? String(value) : value)],
];

/** For each typed place in a body and each conversion, a provider that converts there and enforces the rest. */
const coercing = brokenConstraints
  .filter(({ constraint, subject }) => constraint.keyword === "type" && subject.synthetic.body !== undefined)
  .flatMap(({ constraint: { path }, subject }) =>
    COERCIONS.map(([name, coerce]) => {
      const ofBody = subject.operation.request?.schema;
      const coerceAt = (value: unknown) =>
        withAt(value, path, coerce(valueAt(value, path)) ?? valueAt(subject.synthetic.body, path));
      const isCoerced = (value: unknown, schema: Schema) => {
        const before = valueAt(value, path);
        const isPresent = path.length === 0 || (typeof value === "object" && value !== null);
        return schema === ofBody && isPresent && coerce(before) !== before;
      };
      const violations = (value: unknown, schema: Schema) =>
        violatedConstraints(isCoerced(value, schema) ? coerceAt(value) : value, schema);
      const caughtBy = listAccepted(
        subject,
        (_, { body }) => ofBody !== undefined && violations(body, ofBody).length === 0,
      );
      const where = `${path.join(".") || "the body"} of ${a(subject.noun)}`;
      return changeRules(`${name} in ${where}`, { violations }, caughtBy);
    }),
  )
  .filter(({ caughtBy }) => caughtBy.length > 0);

export const derivedRequestMutants: readonly Mutant[] = [...notEnforcing, ...coercing];
