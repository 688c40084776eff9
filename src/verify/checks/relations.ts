import { formats } from "../../../openapi/formats.js";
import { type Exchange, parseBody } from "../exchange/exchange.js";
import { formatPlace, type Place } from "../exchange/json-lines.js";
import { type Constraint, EACH, relationsOf } from "../operations/constraints.js";
import { type Subject, subjects } from "../operations/operations.js";
import { valueAt } from "../operations/paths.js";
import { constraintId, formatPath } from "../probes/constraints.js";
import { type Check, fail, type Opinion, pass, skip } from "./check.js";
import { describedResponseFor, describeResponse, noneReceived } from "./described-response.js";

/** The meaning of a response: it is about the number that was sent, and its times are in order. */
export const relationChecks: readonly Check[] = subjects.flatMap(buildChecks);

function buildChecks({ operation, valid }: Subject): Check[] {
  const described = operation.success;
  return relationsOf(described.schema).map((relation) => ({
    id: constraintId(relation, described.schema),
    level: relation.level,
    pointer: relation.pointer,
    title: `${describeRelation(relation)} in ${describeResponse(described)}`,
    needs: Object.keys(valid).slice(0, 1),
    examine: (exchange) =>
      describedResponseFor(exchange) === described
        ? examineRelation(relation, exchange)
        : skip(noneReceived(described)),
  }));
}

function describeRelation({ keyword, limit, path }: Constraint): string {
  const subject = formatPath(path);
  return keyword === "x-echoes" ? `${subject} is the ${limit} that was sent` : `${subject} is not before ${limit}`;
}

type Fields = Readonly<Record<string, unknown>>;

/** Compares what was sent with each object that has the related property. */
function examineRelation(relation: Constraint, { probe, response }: Exchange): Opinion {
  const relate = relation.keyword === "x-echoes" ? expectEcho : expectNotBefore;
  const name = propertyName(relation);
  const holders = response === undefined ? [] : findHolders(parseBody(response), relation.path.slice(0, -1));
  const opinions = holders
    .filter(({ fields }) => name in fields)
    .map(({ fields, place }) => relate(relation, JSON.parse(probe.body ?? "{}"), fields, [...place, name]));
  const [first = skip(`the response has no ${name}`)] = opinions;
  const withStatus = (wanted: Opinion["status"]) => opinions.find(({ status }) => status === wanted);
  return withStatus("failed") ?? withStatus("passed") ?? first;
}

/** The objects at a path, in every element of a list, and their places. */
function findHolders(value: unknown, path: readonly string[], place: Place = []): { fields: Fields; place: Place }[] {
  const list = path.indexOf(EACH);
  if (list !== -1) {
    const before = path.slice(0, list);
    const elements = valueAt(value, before);
    if (!Array.isArray(elements)) return [];
    return elements.flatMap((each, index) => findHolders(each, path.slice(list + 1), [...place, ...before, index]));
  }
  const holder = valueAt(value, path);
  return typeof holder === "object" && holder !== null
    ? [{ fields: holder as Fields, place: [...place, ...path] }]
    : [];
}

function propertyName({ path }: Constraint): string {
  return path.at(-1) ?? "";
}

function expectEcho(relation: Constraint, request: Fields, holder: Fields, place: Place): Opinion {
  const [sent, received] = [request[String(relation.limit)], holder[propertyName(relation)]];
  if (sent === received) return pass;
  return fail(`${formatPlace(place)} is ${JSON.stringify(received)}; ${JSON.stringify(sent)} was sent`, place);
}

function expectNotBefore(relation: Constraint, _: Fields, holder: Fields, place: Place): Opinion {
  const [earlier, later] = [String(holder[String(relation.limit)]), String(holder[propertyName(relation)])];
  if (![earlier, later].every((time) => formats["date-time"]?.test(time))) return skip("one is not a date-time");
  if (toInstant(later) >= toInstant(earlier)) return pass;
  return fail(`${formatPlace(place)} is ${later}; ${relation.limit} is later, ${earlier}`, place);
}

/** JavaScript has no leap seconds, so one counts as the second before. */
function toInstant(time: string): number {
  return Date.parse(time.replace(/:60(?=[.Zz+-])/, ":59"));
}
