import { randomUUID } from "node:crypto";
import type { components } from "../../../generated/api.js";
import { at, listing } from "../../support/description.js";
import { violatedConstraints } from "../../support/violated-constraints.js";
import { parameter } from "../probes/list.js";
import { type Asked, json, type Reply } from "./messages.js";

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

/** A page of the numbers, by the query that the description knows. */
export function listed(kept: readonly Kept[], { path }: Asked): Reply {
  const query = new URL(path, "http://localhost").searchParams;
  const given = listing.parameters.flatMap(({ name, schemaPointer }) => {
    const value = query.get(name);
    return value === null ? [] : [{ name, value, schemaPointer }];
  });
  const wrong = given.find(({ value, schemaPointer }) => violatedConstraints(value, schemaPointer).length > 0);
  if (wrong !== undefined) return json(400, { message: `The parameter ${wrong.name} is malformed` });
  const wanted = new Map(given.map(({ name, value }) => [name, value]));
  const [page, size] = [
    Number(wanted.get("skip") ?? defaultOf("skip")),
    Number(wanted.get("take") ?? defaultOf("take")),
  ];
  const data = kept
    .filter(({ type }) => [undefined, type].includes(wanted.get("provider")))
    .filter(({ voiceAgentId }) => [undefined, voiceAgentId].includes(wanted.get("voiceAgentId")))
    .slice(Math.max(0, page - 1) * size, Math.max(1, page) * size);
  return json(200, { success: true, message: "Success", data });
}

function defaultOf(name: string): string {
  return String((at(parameter(name).schemaPointer) as { default?: string }).default);
}
