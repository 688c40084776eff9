import { formats } from "../../../openapi/formats.js";
import type { Schema } from "../../../openapi/read.js";
import { type Exchange, parseBody } from "../exchange/exchange.js";
import { formatPlace, type Place } from "../exchange/json-lines.js";
import { type Constraint, relationsOf } from "../operations/constraints.js";
import { type Subject, subjectOf, subjects } from "../operations/operations.js";
import { constraintId, formatPath } from "../probes/constraints.js";
import { describeAgreement, expectSame, expectUnique, operationOf } from "./agreement.js";
import { type Check, type Evidence, fail, type Opinion, pass, skip } from "./check.js";
import { describedResponseFor, describeResponse, noneReceived } from "./described-response.js";
import { type Fields, findHolders, propertyName, toInstant } from "./related-values.js";

/** The meaning of a response: it is about what was sent, its times are in order, and it agrees with other responses. */
export const relationChecks: readonly Check[] = subjects.flatMap(buildChecks);

function buildChecks({ operation, valid }: Subject): Check[] {
  const described = operation.success;
  return relationsOf(described.schema).map((relation) => ({
    id: constraintId(relation, described.schema),
    level: relation.level,
    pointer: relation.pointer,
    title: `${describeRelation(relation)} in ${describeResponse(described)}`,
    needs: [...Object.keys(valid).slice(0, 1), ...needsElsewhere(relation)],
    examine: (exchange, evidence) =>
      describedResponseFor(exchange) === described
        ? examineRelation(relation, exchange, described.schema, evidence)
        : skip(noneReceived(described)),
  }));
}

/** The plain request of the other operation that a relation refers to. */
function needsElsewhere(relation: Constraint): readonly string[] {
  if (relation.keyword !== "x-same-as") return [];
  return Object.keys(subjectOf({ operationId: operationOf(relation) }).valid).slice(0, 1);
}

function describeRelation(relation: Constraint): string {
  const { keyword, limit, path } = relation;
  if (keyword === "x-echoes") return `${formatPath(path)} is the ${limit} that was sent`;
  if (keyword === "x-not-before") return `${formatPath(path)} is not before ${limit}`;
  return describeAgreement(relation);
}

function examineRelation(relation: Constraint, exchange: Exchange, schema: Schema, evidence: Evidence): Opinion {
  if (relation.keyword === "x-identifies") return expectUnique(relation, exchange, evidence);
  if (relation.keyword === "x-same-as") return expectSame(relation, exchange, schema, evidence);
  return examineEach(relation, exchange);
}

/** Compares what was sent with each object that has the related property. */
function examineEach(relation: Constraint, { probe, response }: Exchange): Opinion {
  const relate = relation.keyword === "x-echoes" ? expectEcho : expectNotBefore;
  const name = propertyName(relation);
  const holders = findHolders(response && parseBody(response), relation.path.slice(0, -1));
  const opinions = holders
    .filter(({ fields }) => name in fields)
    .map(({ fields, place }) => relate(relation, JSON.parse(probe.body ?? "{}"), fields, [...place, name]));
  const [first = skip(`the response has no ${name}`)] = opinions;
  const withStatus = (wanted: Opinion["status"]) => opinions.find(({ status }) => status === wanted);
  return withStatus("failed") ?? withStatus("passed") ?? first;
}

function expectEcho(relation: Constraint, request: Fields, holder: Fields, place: Place): Opinion {
  const [sent, received] = [request[String(relation.limit)], holder[propertyName(relation)]];
  if (sent === received) return pass;
  return fail(`${formatPlace(place)} is ${JSON.stringify(received)}; ${JSON.stringify(sent)} was sent`, place);
}

function expectNotBefore(relation: Constraint, _: Fields, holder: Fields, place: Place): Opinion {
  const [earlier, later] = [String(holder[String(relation.limit)]), String(holder[propertyName(relation)])];
  const dateTime = formats["date-time"] as RegExp;
  if (![earlier, later].every((time) => dateTime.test(time))) return skip("one is not a date-time");
  if (toInstant(later) >= toInstant(earlier)) return pass;
  return fail(`${formatPlace(place)} is ${later}; ${relation.limit} is later, ${earlier}`, place);
}
