import { brokenPointers } from "../../support/counterexamples.js";
import { broken, constraintId } from "../probes/constraints.js";
import { requestSchema } from "../probes/plan.js";
import { type Mutant, withRules } from "./mutant.js";

/**
 * For each constraint of the request a provider that does not enforce it, nor what the request
 * that breaks it can't help breaking: an empty number is also no E.164 number.
 */
export const derivedRequests: readonly Mutant[] = broken.map(({ constraint, request }) => {
  const overlooked = [constraint.pointer, ...request.alsoBreaks];
  const accepted = broken.filter(({ constraint: { pointer }, request: { alsoBreaks } }) =>
    [pointer, ...alsoBreaks].every((each) => overlooked.includes(each)),
  );
  return withRules(
    `accepts what breaks ${constraintId(constraint, requestSchema)}`,
    { violations: (value) => brokenPointers(value, requestSchema).filter((each) => !overlooked.includes(each)) },
    accepted.map((each) => constraintId(each.constraint, requestSchema)),
  );
});
