import { formats } from "../../../openapi/formats.js";
import { type Exchange, jsonOf } from "../exchange/exchange.js";
import { type Constraint, EACH, relationsOf } from "../operations/constraints.js";
import { successOf } from "../operations/contract.js";
import { type Subject, subjects } from "../operations/operations.js";
import { valueAt } from "../operations/paths.js";
import { constraintId } from "../probes/constraints.js";
import { broken, type Check, kept, notJudged, type Opinion } from "./check.js";
import { answersInWords, describedResponseFor, noneReceived } from "./described-response.js";

/** What an answer means: that it speaks of the number that was sent, and that its times make sense. */
export const relationChecks: readonly Check[] = subjects.flatMap(relationsIn);

function relationsIn({ operation, valid }: Subject): Check[] {
  const response = successOf(operation);
  return relationsOf(response.schemaPointer).map((relation) => {
    const relates = relation.keyword === "x-echoes" ? echoes : notBefore;
    return {
      id: constraintId(relation, response.schemaPointer),
      level: relation.level,
      clause: relation.pointer,
      sentence: `${demandOf(relation)} in ${answersInWords(response)}`,
      sends: Object.keys(valid).slice(0, 1),
      examine: (exchange) =>
        describedResponseFor(exchange) === response
          ? onEach(relation, exchange, relates)
          : notJudged(noneReceived(response)),
    };
  });
}

function demandOf({ keyword, limit, path }: Constraint): string {
  const subject = path.join(".");
  return keyword === "x-echoes" ? `${subject} is the ${limit} that was sent` : `${subject} is not before ${limit}`;
}

type Relation = (relation: Constraint, sent: Fields, answered: Fields) => Opinion;
type Fields = Readonly<Record<string, unknown>>;

/** Lets a relation see what was sent and each object that the related property stands in. */
function onEach(relation: Constraint, { probe, answer }: Exchange, relates: Relation): Opinion {
  const holders = answer === undefined ? [] : holdersIn(jsonOf(answer), relation.path.slice(0, -1));
  const having = holders.filter((holder) => own(relation) in holder);
  if (having.length === 0) return notJudged(`the answer has no ${own(relation)}`);
  const opinions = having.map((holder) => relates(relation, JSON.parse(probe.body ?? "{}"), holder));
  return (
    opinions.find(({ is }) => is === "broken") ?? opinions.find(({ is }) => is === "kept") ?? (opinions[0] as Opinion)
  );
}

/** The objects at a path, in every element of a list. */
function holdersIn(value: unknown, path: readonly string[]): Fields[] {
  const list = path.indexOf(EACH);
  if (list !== -1) {
    const elements = valueAt(value, path.slice(0, list));
    return Array.isArray(elements) ? elements.flatMap((each) => holdersIn(each, path.slice(list + 1))) : [];
  }
  const holder = valueAt(value, path);
  return typeof holder === "object" && holder !== null ? [holder as Fields] : [];
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
