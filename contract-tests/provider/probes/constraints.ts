import { isBreach } from "../../../openapi/vocabulary.js";
import { type Constraint, constraintsOf, subjectOf } from "../../support/constraints.js";
import { type Broken, breaking, lenientValues } from "../../support/counterexamples.js";
import { type Plan, requestSchema, schemaName, synthetic, toRegister, withKey } from "./plan.js";
import type { Probe } from "./probe.js";

/** Every constraint of the request, and the requests that break it: the first is always sent. */
export const broken: readonly { readonly constraint: Constraint; readonly requests: readonly [Broken, ...Broken[]] }[] =
  constraintsOf(requestSchema).map((constraint) => ({
    constraint,
    requests: [breaking(constraint, synthetic, requestSchema), ...lenientValues(constraint, synthetic, requestSchema)],
  }));

/** The ids of the requests that break a constraint: `…/type`, `…/type#2`. */
export function probeIds({ constraint, requests }: (typeof broken)[number]): string[] {
  const id = constraintId(constraint, requestSchema);
  return requests.map((_, index) => (index === 0 ? id : `${id}#${index + 1}`));
}

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
  return broken.flatMap((each) => {
    const ids = probeIds(each);
    const what = `a registration that breaks "${inWords(each.constraint)}"`;
    return each.requests
      .map((request, index) => ({ request, id: ids[index] ?? "" }))
      .filter(({ request }) => !safe || mustBeRefused(each.constraint, request))
      .map(({ request, id }) =>
        toRegister({ id, what, headers: withKey(apiKey), body: JSON.stringify(request.value) }),
      );
  });
}

/** Whether the API's own documentation, and not only Twilio's or practice, refuses the request. */
function mustBeRefused(constraint: Constraint, { alsoBreaks }: Broken): boolean {
  const others = broken.filter((other) => alsoBreaks.includes(other.constraint.pointer));
  return [constraint, ...others.map((other) => other.constraint)].some(({ level }) => isBreach(level));
}
