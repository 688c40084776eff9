import { formats } from "../../../openapi/formats.js";
import { type Constraint, relationsOf } from "../../support/constraints.js";
import { successResponse } from "../../support/contract.js";
import { valueAt } from "../../support/paths.js";
import { type Exchange, jsonOf } from "../exchange/exchange.js";
import { constraintId } from "../probes/constraints.js";
import { REGISTRATION } from "../probes/plan.js";
import { broken, type Check, kept, notJudged, type Opinion } from "./check.js";

/** What an answer means: that it speaks of the number that was sent, and that its times make sense. */
export const relationChecks: readonly Check[] = relationsOf(successResponse.schemaPointer).map((relation) => {
  const examine = relation.keyword === "x-echoes" ? echoes : notBefore;
  return {
    id: constraintId(relation, successResponse.schemaPointer),
    level: relation.level,
    clause: relation.pointer,
    sentence: `${demandOf(relation)} in an answer of ${successResponse.status}`,
    sends: [REGISTRATION],
    examine: (exchange) => onBoth(relation, exchange, examine),
  };
});

function demandOf({ keyword, limit, path }: Constraint): string {
  const subject = path.join(".");
  return keyword === "x-echoes" ? `${subject} is the ${limit} that was sent` : `${subject} is not before ${limit}`;
}

type Relation = (relation: Constraint, sent: Fields, answered: Fields) => Opinion;
type Fields = Readonly<Record<string, unknown>>;

/** Lets a relation see what was sent and the object that the related property stands in. */
function onBoth(relation: Constraint, { probe, answer }: Exchange, relates: Relation): Opinion {
  if (answer === undefined || String(answer.status) !== successResponse.status)
    return notJudged(`no ${successResponse.status} was received`);
  const answered = valueAt(jsonOf(answer), relation.path.slice(0, -1));
  if (typeof answered !== "object" || answered === null) return notJudged("the answer has no such object");
  if (!(own(relation) in answered)) return notJudged(`the answer has no ${own(relation)}`);
  return relates(relation, JSON.parse(probe.body ?? "{}"), answered as Fields);
}

function own({ path }: Constraint): string {
  return path.at(-1) ?? "";
}

function echoes(relation: Constraint, sent: Fields, answered: Fields): Opinion {
  const [asked, received] = [sent[String(relation.limit)], answered[own(relation)]];
  return asked === received ? kept : broken(`sent ${JSON.stringify(asked)}, received ${JSON.stringify(received)}`);
}

function notBefore(relation: Constraint, _: Fields, answered: Fields): Opinion {
  const [earlier, later] = [String(answered[String(relation.limit)]), String(answered[own(relation)])];
  if (![earlier, later].every((time) => formats["date-time"]?.test(time))) return notJudged("one is no date-time");
  return instantOf(later) >= instantOf(earlier) ? kept : broken(`${later} is before ${earlier}`);
}

/** JavaScript knows no leap second: it counts as the one before. */
function instantOf(time: string): number {
  return Date.parse(time.replace(/:60(?=[.Zz+-])/, ":59"));
}
