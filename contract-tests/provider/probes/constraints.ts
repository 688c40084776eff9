import { type Constraint, constraintsOf, subjectOf } from "../../support/constraints.js";
import { type Broken, breaking } from "../../support/counterexamples.js";
import { isBreach } from "../checks/check.js";
import type { Probe } from "../exchange/exchange.js";
import { type Plan, requestSchema, schemaName, synthetic, toOperation, withKey } from "./plan.js";

/** Every constraint of the request, and the request that breaks it. */
export const broken: readonly { readonly constraint: Constraint; readonly request: Broken }[] = constraintsOf(
  requestSchema,
).map((constraint) => ({ constraint, request: breaking(constraint, synthetic, requestSchema) }));

/** A constraint's name in reports: `AddTwilioNumberRequest.phoneNumber/minLength`. */
export function constraintId(constraint: Constraint, schemaPointer: string): string {
  return `${[schemaName(schemaPointer), ...subjectOf(constraint)].join(".")}/${constraint.keyword}`;
}

/** What a constraint demands, as a clause: "phoneNumber has at least 1 character". */
export function inWords(constraint: Constraint): string {
  const { keyword, limit } = constraint;
  const subject = subjectOf(constraint).join(".") || "the body";
  switch (keyword) {
    case "required":
      return `${subject} is there`;
    case "type":
      return `${subject} is of type ${[limit].flat().join(" or ")}`;
    case "const":
      return `${subject} is ${JSON.stringify(limit)}`;
    case "minLength":
      return `${subject} has at least ${limit} character${limit === 1 ? "" : "s"}`;
    case "pattern":
      return `${subject} matches ${limit}`;
    case "format":
      return `${subject} is a ${limit}`;
    default:
      return `${subject} has ${keyword} ${JSON.stringify(limit)}`;
  }
}

/**
 * For each constraint the request that breaks it, and as little else as can be. Safe mode leaves
 * out those that only break what Twilio says or nobody documents: a lenient server may accept them.
 */
export function constraintProbes({ apiKey, safe }: Plan): Probe[] {
  return broken
    .filter(({ constraint, request }) => !safe || mustBeRefused(constraint, request))
    .map(({ constraint, request }) =>
      toOperation({
        id: constraintId(constraint, requestSchema),
        what: `a registration that breaks "${inWords(constraint)}"`,
        headers: withKey(apiKey),
        body: JSON.stringify(request.value),
      }),
    );
}

/** Whether the API's own documentation, and not only Twilio's or practice, refuses the request. */
function mustBeRefused(constraint: Constraint, { alsoBreaks }: Broken): boolean {
  const others = broken.filter((other) => alsoBreaks.includes(other.constraint.pointer));
  return [constraint, ...others.map((other) => other.constraint)].some(({ level }) => isBreach(level));
}
