import { randomUUID } from "node:crypto";
import type { components } from "../../../generated/api.js";
import { at, listing } from "../../../src/verify/operations/description.js";
import { violatedConstraints } from "../../../src/verify/operations/violated-constraints.js";

/** A number as the list shows it. */
export type Kept = components["schemas"]["PhoneNumber"];

/** The numbers that the user has before anything is registered: the description's own, under other names. */
export function numbersToBeginWith(userId: string): Kept[] {
  const { data } = Object(listing.answers["200"]?.examples.synthetic?.value) as { data: Kept[] };
  return data.map((number, index) => ({ ...number, id: randomUUID(), userId, number: `+1415555010${index}` }));
}

/** Keeps a number that can be listed: a mutant may have registered anything. */
export function keep(kept: Kept[], number: Kept): void {
  if (violatedConstraints(number, "#/components/schemas/PhoneNumber").length === 0) kept.push(number);
}

/** The numbers of a page, by the query that the description knows. */
export function listed(kept: readonly Kept[], query: URLSearchParams): Kept[] {
  const wanted = (name: string) => query.get(name) ?? defaultOf(name);
  const [page, size] = [Number(wanted("skip")), Number(wanted("take"))];
  return kept
    .filter(({ type }) => [undefined, type].includes(wanted("provider")))
    .filter(({ voiceAgentId }) => [undefined, voiceAgentId].includes(wanted("voiceAgentId")))
    .slice(Math.max(0, page - 1) * size, Math.max(1, page) * size);
}

function defaultOf(name: string): string | undefined {
  const pointer = listing.parameters.find((each) => each.name === name)?.schemaPointer ?? "";
  return (at(pointer) as { default?: string }).default;
}
