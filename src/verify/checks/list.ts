import { formats } from "../../../openapi/formats.js";
import { levelOf, type Sourced } from "../../../openapi/provenance.js";
import { type Exchange, jsonOf } from "../exchange/exchange.js";
import { successOf } from "../operations/contract.js";
import { at, listing, registration } from "../operations/description.js";
import { subjectOf } from "../operations/operations.js";
import { broken, type Check, type Evidence, kept, notJudged, type Opinion } from "./check.js";

const LIST = listing.operationId;
const REGISTRATION = registration.operationId;
const { valid: LISTS } = subjectOf(listing);
const listResponse = successOf(listing);
const successResponse = successOf(registration);

/** As much of an item of the list as is looked at here; its schema is another check's concern. */
type Item = Readonly<Record<string, unknown>>;

/** How many items a page has that asks for no number, as documented. */
const PAGE = Number((at(pointerOf("take")) as { default: string }).default);

/** What the list means: its pages, its filters, whose numbers it shows. */
export const listChecks: readonly Check[] = [
  ofParameter("take", "gives no more items than take asks for", [`${LIST}?take=1`], (items) =>
    items.length <= 1 ? kept : broken(`take=1 brought ${items.length} items`),
  ),
  ofParameter("skip", "gives other items on the second page", [`${LIST}?skip=2&take=1`], (second, { exchanges }) => {
    const [first] = itemsOf(exchanges.find(({ probe }) => probe.id === `${LIST}?take=1`)) ?? [];
    if (first === undefined) return notJudged("the first page has no item");
    const again = second.find(({ id }) => id === first.id);
    return again === undefined ? kept : broken(`both pages of one item have ${JSON.stringify(first.id)}`);
  }),
  ofFilter("provider", "type"),
  ofFilter("voiceAgentId", "voiceAgentId"),
  {
    id: `${LIST}/one-user`,
    // "Return a list of phone numbers for a user."
    level: listResponse.contentFact.level,
    clause: listResponse.contentFact.pointer,
    sentence: "lists the numbers of one user alone",
    sends: Object.keys(LISTS),
    examine: (exchange, { exchanges }) => {
      const items = itemsOf(exchange);
      if (items === undefined) return notJudged("no list was received");
      const registered = numberOf(exchanges)?.userId;
      const users = [registered, ...items.map(({ userId }) => userId)].filter(isUuid);
      const others = new Set(users.map((user) => user.toLowerCase()));
      return others.size > 1 ? broken(`the numbers of ${others.size} users: ${[...others].join(", ")}`) : kept;
    },
  },
  {
    id: `${LIST}/registered`,
    level: "inferred",
    clause: listResponse.contentFact.pointer,
    sentence: "lists the number that was just registered",
    sends: [LIST, REGISTRATION],
    examine: (exchange, { exchanges, plan }) => {
      const { phoneNumber: registered } = plan.params ?? Object(subjectOf(registration).synthetic.body);
      const items = exchange.probe.id === LIST ? itemsOf(exchange) : undefined;
      if (numberOf(exchanges) === undefined || items === undefined)
        return notJudged("no registration and list were received");
      if (items.some(({ number }) => number === registered)) return kept;
      if (items.length >= PAGE) return notJudged(`it is not among the first ${items.length} numbers`);
      return broken(`the list has ${items.length} numbers, and not ${registered}`);
    },
  },
];

/** Where the schema of a query parameter stands. */
function pointerOf(name: string): string {
  return listing.parameters.find((each) => each.name === name)?.schemaPointer ?? "";
}

/** A promise that a query parameter makes of the items that come. */
function ofParameter(
  name: string,
  sentence: string,
  sends: readonly string[],
  look: (items: readonly Item[], evidence: Evidence) => Opinion,
): Check {
  const schemaPointer = pointerOf(name);
  return {
    id: `${LIST}/${name}`,
    level: levelOf(at(schemaPointer) as Sourced, "type"),
    clause: schemaPointer.replace("/schema", ""),
    sentence,
    sends,
    examine: (exchange, evidence) => {
      const items = itemsOf(exchange);
      return items === undefined ? notJudged("no list was received") : look(items, evidence);
    },
  };
}

function ofFilter(name: string, property: string): Check {
  const sends = Object.keys(LISTS).filter((id) => name in Object(LISTS[id]?.query));
  const check = ofParameter(name, `lists only items of the ${name} that is asked for`, sends, () => kept);
  return {
    ...check,
    examine: (exchange) => {
      const wanted = LISTS[exchange.probe.id]?.query?.[name];
      const strange = itemsOf(exchange)?.find((item) => property in item && item[property] !== wanted);
      if (strange !== undefined) return broken(`asked for ${wanted}, received ${JSON.stringify(strange[property])}`);
      return itemsOf(exchange) === undefined ? notJudged("no list was received") : kept;
    },
  };
}

/** The items of a described list, those that are objects; nothing where there is no such list. */
function itemsOf(exchange: Exchange | undefined): readonly Item[] | undefined {
  const { answer } = exchange ?? {};
  if (answer === undefined || String(answer.status) !== listResponse.status) return undefined;
  const { data } = Object(jsonOf(answer));
  return Array.isArray(data) ? data.filter((item) => typeof item === "object" && item !== null) : undefined;
}

/** What the registration answered with, if it succeeded. */
function numberOf(exchanges: readonly Exchange[]): Item | undefined {
  const answer = exchanges.find(({ probe }) => probe.id === REGISTRATION)?.answer;
  return answer && String(answer.status) === successResponse.status ? Object(Object(jsonOf(answer)).data) : undefined;
}

function isUuid(value: unknown): value is string {
  return typeof value === "string" && formats.uuid?.test(value) === true;
}
