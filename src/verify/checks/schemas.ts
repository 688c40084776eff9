import { type Exchange, jsonOf } from "../exchange/exchange.js";
import { type Constraint, constraintsOf } from "../operations/constraints.js";
import { type DescribedResponse, describedResponses } from "../operations/contract.js";
import { constraintId, inWords } from "../probes/constraints.js";
import { broken, type Check, kept, notJudged, type Opinion } from "./check.js";
import { answersInWords, describedResponseFor, noneReceived } from "./described-response.js";
import { brokenBy } from "./schema.js";

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
      examine: (exchange) => opinionOn(constraint, pointer, exchange),
    }),
  ),
);

/** The success of that schema; of an error, several statuses may have it. */
function successWith(pointer: string): DescribedResponse | undefined {
  return describedResponses.find(({ schemaPointer, status }) => schemaPointer === pointer && /^2/.test(status));
}

function whichAnswers(pointer: string): string {
  const success = successWith(pointer);
  return success === undefined ? "an error" : answersInWords(success);
}

function opinionOn(constraint: Constraint, pointer: string, exchange: Exchange): Opinion {
  const { answer } = exchange;
  if (answer === undefined || describedResponseFor(exchange)?.schemaPointer !== pointer) {
    const success = successWith(pointer);
    return notJudged(success === undefined ? "no error was received" : noneReceived(success));
  }
  const body = jsonOf(answer);
  if (body === undefined) return notJudged("the answer is no JSON");
  const strict = brokenBy(constraint, body, pointer);
  return strict === undefined ? kept : broken(strict);
}
