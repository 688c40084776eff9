import { type Constraint, constraintsOf } from "../../support/constraints.js";
import { breaking } from "../../support/counterexamples.js";
import { at, listing } from "../../support/description.js";
import type { Parameter } from "../../support/read-description.js";
import { badCredentialListProbes } from "./bad-credentials.js";
import { inWords } from "./constraints.js";
import { LIST, type Plan, toList, withKey } from "./plan.js";
import type { Probe } from "./probe.js";

const { enum: providers = [] } = at(parameter("provider").schemaPointer) as { enum?: readonly string[] };

/** The requests for the list that a conforming server answers, by id, each with its query. */
export const LISTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [LIST]: {},
  [`${LIST}?take=1`]: { take: "1" },
  [`${LIST}?skip=2&take=1`]: { skip: "2", take: "1" },
  ...Object.fromEntries(providers.map((provider) => [`${LIST}?provider=${provider}`, { provider }])),
  [`${LIST}?voiceAgentId`]: { voiceAgentId: exampleOf("voiceAgentId") },
};

/** A query parameter of the list. */
export function parameter(name: string): Parameter {
  const found = listing.parameters.find((each) => each.name === name);
  if (found === undefined) throw new Error(`${LIST} has no parameter ${name}`);
  return found;
}

function exampleOf(name: string): string {
  return String(at(parameter(name).schemaPointer.replace(/schema$/, "example")));
}

/** A constraint of a query parameter, and a value that breaks it. A text is all that a query can hold. */
export interface BrokenParameter {
  readonly id: string;
  readonly name: string;
  readonly constraint: Constraint;
  readonly value: string;
}

export const brokenParameters: readonly BrokenParameter[] = listing.parameters.flatMap(brokenValues);

function brokenValues({ name, schemaPointer }: Parameter): BrokenParameter[] {
  return constraintsOf(schemaPointer)
    .filter(({ keyword }) => keyword !== "type")
    .map((constraint) => {
      const value = String(breaking(constraint, exampleOf(name), schemaPointer).value);
      return { id: `${LIST}.${name}/${constraint.keyword}`, name, constraint: { ...constraint, path: [name] }, value };
    });
}

/** Everything that is asked of the list. None of it changes anything, so that safe mode has it all. */
export function listProbes(plan: Plan): Probe[] {
  const headers = withKey(plan.apiKey);
  return [
    ...Object.entries(LISTS).map(([id, query]) => {
      const search = new URLSearchParams(query).toString();
      return toList(
        { id, what: `a request for the list${search && ` with ${search}`}`, headers, isValid: true },
        query,
      );
    }),
    ...brokenParameters.map(({ id, name, constraint, value }) =>
      toList({ id, what: `a request for the list that breaks "${inWords(constraint)}"`, headers }, { [name]: value }),
    ),
    ...badCredentialListProbes(plan),
  ];
}
