import { type Constraint, constraintsOf } from "../../support/constraints.js";
import { describedResponses, success } from "../../support/contract.js";
import { type Exchange, jsonOf } from "../exchange/exchange.js";
import { describedResponseFor } from "../judgement/described-response.js";
import { isObjectionTo } from "../judgement/prism.js";
import { brokenBy } from "../judgement/schema.js";
import { constraintId, inWords } from "../probes/constraints.js";
import { broken, type Check, type Evidence, kept, notJudged, type Opinion } from "./check.js";

/** Statuses that have a schema in common share its checks. */
const schemaPointers = [...new Set(describedResponses.map(({ schemaPointer }) => schemaPointer))];

/** One check for each constraint of each answer's schema. */
export const schemaChecks: readonly Check[] = schemaPointers.flatMap((pointer) =>
  constraintsOf(pointer).map(
    (constraint): Check => ({
      id: constraintId(constraint, pointer),
      level: constraint.level,
      clause: constraint.pointer,
      sentence: `${inWords(constraint)} in ${whichAnswers(pointer)}`,
      sends: "every",
      examine: (exchange, evidence) => opinionOn(constraint, pointer, exchange, evidence),
    }),
  ),
);

function whichAnswers(pointer: string): string {
  return pointer === success.schemaPointer ? `an answer of ${success.status}` : "an error";
}

/** Broken if our strict reading says so, or Prism's; each sees what the other overlooks. */
function opinionOn(constraint: Constraint, pointer: string, exchange: Exchange, { prism }: Evidence): Opinion {
  const { answer, probe } = exchange;
  if (answer === undefined || describedResponseFor(exchange)?.schemaPointer !== pointer) {
    return notJudged(`no ${whichAnswers(pointer).replace(/^an? /, "")} came`);
  }
  const body = jsonOf(answer);
  if (body === undefined) return notJudged("the answer is no JSON");
  const strict = brokenBy(constraint, body, pointer);
  if (strict !== undefined) return broken(strict);
  const objection = prism.get(probe.id)?.find((violation) => isObjectionTo(violation, constraint));
  return objection === undefined ? kept : broken(`Prism: ${objection.message}`);
}
