import { formats } from "../../../openapi/formats.js";
import { levelOf, type Parameter } from "../../../openapi/read.js";
import { type Exchange, parseBody } from "../exchange/exchange.js";
import { formatPlace } from "../exchange/json-lines.js";
import { listing, registration } from "../operations/description.js";
import { subjectOf } from "../operations/operations.js";
import { type Check, type Evidence, fail, type Opinion, pass, skip } from "./check.js";

const LIST = listing.operationId;
const REGISTRATION = registration.operationId;
const { valid: LISTS } = subjectOf(listing);
const { status: STATUS, contentFact } = listing.success;

/** An item of the list. Whether it matches its schema is left to other checks. */
type Item = Readonly<Record<string, unknown>>;

/** The documented number of items on a page if `take` is missing. */
const PAGE_SIZE = Number(findParameter("take").schema.keywords.default);

/** The meaning of the list: its pages, its filters, and whose numbers it has. */
export const listChecks: readonly Check[] = [
  parameterCheck("take", "returns no more items than take allows", [`${LIST}?take=1`], (items) =>
    items.length <= 1 ? pass : fail(`take=1 returned ${items.length} items`),
  ),
  parameterCheck(
    "skip",
    "returns other items on the second page",
    [`${LIST}?skip=2&take=1`],
    (second, { exchanges }) => {
      const [first] = readItems(exchanges.find(({ probe }) => probe.id === `${LIST}?take=1`)) ?? [];
      if (first === undefined) return skip("the first page has no item");
      const isRepeated = second.some(({ id }) => id === first.id);
      return isRepeated ? fail(`the first and the second item are both ${JSON.stringify(first.id)}`) : pass;
    },
  ),
  filterCheck("provider", "type"),
  filterCheck("voiceAgentId", "voiceAgentId"),
  {
    id: `${LIST}/one-user`,
    // "Return a list of phone numbers for a user."
    level: contentFact.level,
    pointer: contentFact.pointer,
    title: "lists only the numbers of one user",
    needs: Object.keys(LISTS),
    examine: (exchange, { exchanges }) => {
      const items = readItems(exchange);
      if (items === undefined) return skip("no list was received");
      const registered = readRegistered(exchanges)?.userId;
      const users = [registered, ...items.map(({ userId }) => userId)].filter(isUuid);
      const unique = new Set(users.map((user) => user.toLowerCase()));
      return unique.size > 1 ? fail(`lists numbers of ${unique.size} users: ${[...unique].join(", ")}`) : pass;
    },
  },
  {
    id: `${LIST}/registered`,
    level: "inferred",
    pointer: contentFact.pointer,
    title: "lists the number that was just registered",
    needs: [LIST, REGISTRATION],
    examine: (exchange, { exchanges, plan }) => {
      const { phoneNumber: registered } = plan.params ?? Object(subjectOf(registration).synthetic.body);
      const items = exchange.probe.id === LIST ? readItems(exchange) : undefined;
      if (readRegistered(exchanges) === undefined || items === undefined)
        return skip("a registration and a list are needed, and one was not received");
      if (items.some(({ number }) => digitsOf(number) === digitsOf(registered))) return pass;
      if (items.length >= PAGE_SIZE) return skip(`it is not among the first ${items.length} numbers`);
      return fail(
        `${registered} is not in the list, which has ${items.length === 1 ? "1 number" : `${items.length} numbers`}`,
      );
    },
  },
];

/** A query parameter of the list. */
function findParameter(name: string): Parameter {
  return listing.parameters.find((each) => each.name === name) as Parameter;
}

/** What a query parameter promises about the returned items. */
function parameterCheck(
  name: string,
  title: string,
  needs: readonly string[],
  examineItems: (items: readonly Item[], evidence: Evidence, exchange: Exchange) => Opinion,
): Check {
  const { pointer, schema } = findParameter(name);
  return {
    id: `${LIST}/${name}`,
    level: levelOf(schema.keywords, "type"),
    pointer,
    title,
    needs,
    examine: (exchange, evidence) => {
      const items = readItems(exchange);
      return items === undefined ? skip("no list was received") : examineItems(items, evidence, exchange);
    },
  };
}

function filterCheck(name: string, property: string): Check {
  const needs = Object.keys(LISTS).filter((id) => name in Object(LISTS[id]?.query));
  return parameterCheck(name, `lists only items with the requested ${name}`, needs, (items, _, { probe }) => {
    const requested = new URL(probe.path, "http://localhost").searchParams.get(name);
    const other = items.find((item) => property in item && item[property] !== requested);
    if (other === undefined) return pass;
    const place = ["data", items.indexOf(other), property];
    const found = JSON.stringify(other[property]);
    return fail(`${formatPlace(place)} is ${found}; ${requested} was requested`, place);
  });
}

/** The items of a successful list, or `undefined` if no list was received. */
function readItems(exchange: Exchange | undefined): readonly Item[] | undefined {
  const { response } = exchange ?? {};
  if (response === undefined || String(response.status) !== STATUS) return undefined;
  const { data } = Object(parseBody(response));
  return Array.isArray(data) ? data.map((item) => Object(item)) : undefined;
}

/** The number that the registration returned, if it succeeded. */
function readRegistered(exchanges: readonly Exchange[]): Item | undefined {
  const response = exchanges.find(({ probe }) => probe.id === REGISTRATION)?.response;
  if (response === undefined || String(response.status) !== registration.success.status) return undefined;
  return Object(Object(parseBody(response)).data);
}

/** Servers may write a number without its plus, or with spaces. */
function digitsOf(number: unknown): string {
  return String(number).replace(/[^0-9]/g, "");
}

function isUuid(value: unknown): value is string {
  return typeof value === "string" && (formats.uuid as RegExp).test(value);
}
