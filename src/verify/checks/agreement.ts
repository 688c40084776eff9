import type { Schema } from "../../../openapi/read.js";
import { type Exchange, parseBody } from "../exchange/exchange.js";
import { formatPlace } from "../exchange/json-lines.js";
import { type Constraint, relationsOf } from "../operations/constraints.js";
import { subjectOf } from "../operations/operations.js";
import { schemaAt, valueAt } from "../operations/paths.js";
import { violatedConstraints } from "../operations/violated-constraints.js";
import { formatPath } from "../probes/constraints.js";
import { type Evidence, fail, type Opinion, pass, skip } from "./check.js";
import { describedResponseFor } from "./described-response.js";
import { findHolders, type Holder, isSame, propertyName } from "./related-values.js";

// What two operations return about the same thing, such as a registered number and its item in the list.

/** The value of `x-identifies` or `x-same-as`: a property of another operation's response, or a value in its place. */
interface Reference {
  readonly operation: string;
  readonly property?: string;
  readonly value?: unknown;
}

/** The value of `x-identifies`, which always names a property. */
type Identity = Reference & Required<Pick<Reference, "property">>;

/** The operation that a relation refers to. */
export function operationOf(relation: Constraint): string {
  return (relation.limit as Reference).operation;
}

/** What a relation demands of an item: "data[].id is the registration's data.id". */
export function describeAgreement({ keyword, limit, path }: Constraint): string {
  const { operation, property, value } = limit as Reference;
  const subject = formatPath(path);
  if (keyword === "x-identifies") return `${subject} appears only once`;
  const { noun } = subjectOf({ operationId: operation });
  if (property === undefined) return `${subject} is ${value} after ${noun}`;
  return `${subject} is the ${noun}'s ${property}`;
}

/**
 * No two items of a page have the same value. Earlier runs may have registered the same number as this one, and what a
 * second registration does is not documented: of that number, only the same item twice is wrong.
 */
export function expectUnique(relation: Constraint, { response }: Exchange, { exchanges }: Evidence): Opinion {
  const repetition = findRepetition(relation, exchanges);
  if (repetition !== undefined) return repetition;
  const name = propertyName(relation);
  const parent = relation.path.slice(0, -1);
  const source = readSuccess(operationOf(relation), exchanges);
  const registered = source && readValid(source, (relation.limit as Identity).property);
  const items = findHolders(response && parseBody(response), parent).filter(({ fields }) => name in fields);
  const keys = items.map(({ fields }) => JSON.stringify(fields[name] === registered ? fields : fields[name]));
  const repeated = items[keys.findIndex((key, index) => keys.indexOf(key) < index)];
  if (repeated === undefined) return pass;
  const place = [...repeated.place, name];
  return fail(`${formatPlace(place)} is ${JSON.stringify(repeated.fields[name])}, as in an item before it`, place);
}

/** One of the items about the same thing has the same value. */
export function expectSame(relation: Constraint, exchange: Exchange, list: Schema, { exchanges }: Evidence): Opinion {
  const { operation, property, value } = relation.limit as Reference;
  const { noun } = subjectOf({ operationId: operation });
  const repetition = findRepetition(relation, exchanges);
  if (repetition !== undefined) return repetition;
  const source = readSuccess(operation, exchanges);
  if (source === undefined) return skip(`no successful ${noun} was received`);
  const expected = property === undefined ? value : readValid(source, property);
  if (expected === undefined) return skip(`the ${noun} returned no valid ${property}`);
  const name = propertyName(relation);
  const described = schemaAt(list, relation.path) as Schema;
  const having = findItems(relation, exchange, list, source).filter(
    ({ fields }) => fields[name] !== undefined && violatedConstraints(fields[name], described).length === 0,
  );
  const [first] = having;
  if (first === undefined) return skip(`the response has no valid ${name} of what the ${noun} returned`);
  if (having.some(({ fields }) => isSame(fields[name], expected, described.keywords.format))) return pass;
  const place = [...first.place, name];
  const [found, wanted] = [first.fields[name], expected].map((each) => JSON.stringify(each));
  return fail(`${formatPlace(place)} is ${found}; ${wanted} was expected after the ${noun}`, place);
}

/** A successful response of an operation. */
interface Success {
  readonly body: unknown;
  readonly schema: Schema;
}

/** What a server does with a second registration is not documented, and one that accepts too much has had several. */
function findRepetition(relation: Constraint, exchanges: readonly Exchange[]): Opinion | undefined {
  const { noun } = subjectOf({ operationId: operationOf(relation) });
  const accepted = exchanges.filter(
    ({ probe, response }) => probe.change === noun && response && response.status >= 200 && response.status < 300,
  );
  return accepted.length < 2 ? undefined : skip(`the server accepted more than one ${noun}`);
}

function readSuccess(operationId: string, exchanges: readonly Exchange[]): Success | undefined {
  const { success } = subjectOf({ operationId }).operation;
  const response = exchanges.find((each) => describedResponseFor(each) === success)?.response;
  return response && { body: parseBody(response), schema: success.schema };
}

/** The value of a property, unless it breaks the description, which is another check's concern. */
function readValid({ body, schema }: Success, property: string): unknown {
  const path = property.split(".");
  const value = valueAt(body, path);
  const described = schemaAt(schema, path) as Schema;
  return violatedConstraints(value, described).length === 0 ? value : undefined;
}

/** The items with the identifying value that the other operation returned. */
function findItems(relation: Constraint, { response }: Exchange, list: Schema, source: Success): readonly Holder[] {
  const parent = relation.path.slice(0, -1);
  const identity = relationsOf(list).find(
    (each) => each.keyword === "x-identifies" && each.path.slice(0, -1).join() === parent.join(),
  );
  if (identity === undefined) return [];
  const wanted = readValid(source, (identity.limit as Identity).property);
  if (wanted === undefined) return [];
  const name = propertyName(identity);
  return findHolders(response && parseBody(response), parent).filter(({ fields }) => fields[name] === wanted);
}
