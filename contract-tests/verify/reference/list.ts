import { randomUUID } from "node:crypto";
import type { components } from "../../../generated/api.js";
import type { Schema } from "../../../openapi/read.js";
import { listing, schemas } from "../../../src/verify/operations/description.js";
import { violatedConstraints } from "../../../src/verify/operations/violated-constraints.js";

/** A number as the list has it. */
export type StoredNumber = components["schemas"]["PhoneNumber"];

/** The numbers that the user has from the start: those of the description's example, with other ids and numbers. */
export function numbersToBeginWith(userId: string): StoredNumber[] {
  const { data } = Object(listing.success.example) as { data: StoredNumber[] };
  return data.map((number, index) => ({ ...number, id: randomUUID(), userId, number: `+1415555010${index}` }));
}

/** Stores a number if it can be listed. A mutant may have registered anything. */
export function store(stored: StoredNumber[], number: StoredNumber): void {
  if (violatedConstraints(number, schemas.PhoneNumber as Schema).length === 0) stored.push(number);
}

/** The numbers of the page that a query asks for. */
export function listPage(stored: readonly StoredNumber[], query: URLSearchParams): StoredNumber[] {
  const parameter = (name: string) => query.get(name) ?? defaultOf(name);
  const [page, size] = [Number(parameter("skip")), Number(parameter("take"))];
  return stored
    .filter(({ type }) => [undefined, type].includes(parameter("provider")))
    .filter(({ voiceAgentId }) => [undefined, voiceAgentId].includes(parameter("voiceAgentId")))
    .slice(Math.max(0, page - 1) * size, Math.max(1, page) * size);
}

function defaultOf(name: string): string | undefined {
  return listing.parameters.find((each) => each.name === name)?.schema.keywords.default;
}
