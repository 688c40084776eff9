import { valueAt, withAt } from "../../support/paths.js";
import { violatedConstraints } from "../../support/violated-constraints.js";
import { broken, constraintId } from "../probes/constraints.js";
import { requestSchema, synthetic } from "../probes/plan.js";
import { type Mutant, withRules } from "./mutant.js";

/** The checks whose requests a provider accepts if it overlooks these constraints. */
function acceptedBy(isOverlooked: (pointers: readonly string[], value: unknown) => boolean): string[] {
  return broken
    .filter(({ constraint: { pointer }, requests }) =>
      requests.some(({ value, alsoBreaks }) => isOverlooked([pointer, ...alsoBreaks], value)),
    )
    .map(({ constraint }) => constraintId(constraint, requestSchema));
}

/**
 * For each constraint of the request a provider that does not enforce it, nor what the request
 * that breaks it can't help breaking: an empty number is also no E.164 number.
 */
const notEnforcing = broken.map(({ constraint, requests: [{ alsoBreaks }] }): Mutant => {
  const overlooked = [constraint.pointer, ...alsoBreaks];
  return withRules(
    `accepts what breaks ${constraintId(constraint, requestSchema)}`,
    { violations: (value) => violatedConstraints(value, requestSchema).filter((each) => !overlooked.includes(each)) },
    acceptedBy((pointers) => pointers.every((each) => overlooked.includes(each))),
  );
});

/** What lenient frameworks make of a value before they look at its type. */
const COERCIONS: readonly (readonly [name: string, coerce: (value: unknown) => unknown])[] = [
  ["takes a list of one for its element", (value) => (Array.isArray(value) && value.length === 1 ? value[0] : value)],
  ["takes null for what is left out", (value) => value ?? undefined],
  ["turns numbers into texts", (value) => (typeof value === "number" ? String(value) : value)],
];

/** For each place with a type and each coercion a provider that coerces there, and enforces all else. */
const coercing = broken
  .filter(({ constraint }) => constraint.keyword === "type")
  .flatMap(({ constraint: { path } }) =>
    COERCIONS.map(([name, coerce]) => {
      const coerced = (value: unknown) => withAt(value, path, coerce(valueAt(value, path)) ?? valueAt(synthetic, path));
      const violations = (value: unknown) =>
        violatedConstraints(isCoerced(value) ? coerced(value) : value, requestSchema);
      const isCoerced = (value: unknown) => {
        const before = valueAt(value, path);
        return (path.length === 0 || (typeof value === "object" && value !== null)) && coerce(before) !== before;
      };
      const caughtBy = acceptedBy((_, value) => violations(value).length === 0);
      return withRules(`${name} in ${path.join(".") || "the body"}`, { violations }, caughtBy);
    }),
  )
  .filter(({ caughtBy }) => caughtBy.length > 0);

export const derivedRequests: readonly Mutant[] = [...notEnforcing, ...coercing];
