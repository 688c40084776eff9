import { describe, expect, test } from "vitest";
import type { Content } from "../../openapi/read.js";
import { strictAjv } from "../../src/verify/operations/ajv.js";
import { type Constraint, constraintsOf, relationsOf } from "../../src/verify/operations/constraints.js";
import { describedResponses, security } from "../../src/verify/operations/contract.js";
import {
  at,
  description,
  listing,
  operations,
  registration,
  type Schema,
  schemas,
} from "../../src/verify/operations/description.js";
import { withAt } from "../../src/verify/operations/paths.js";
import { violatedConstraints } from "../../src/verify/operations/violated-constraints.js";
import { type Fact, facts } from "./facts.js";

/** A parameter as the description writes it. */
interface Written {
  readonly name: string;
  readonly schema: Schema;
  readonly example: unknown;
}

const parameters = at("#/components/parameters") as Record<string, Written>;

const pointerTo = (schema: string) => `#/components/schemas/${schema}`;

/** Where the schema stands that a fact is about. */
function placeOf({ schema, property }: Fact): string {
  if (schema !== "query") return pointerTo(schema);
  return listing.parameters.find(({ name }) => name === property)?.schemaPointer ?? "";
}

/** What is sent or answered, each schema once. */
const contents = operations
  .flatMap(({ request = [], answers }) => [request, Object.values(answers)].flat())
  .filter(({ schemaPointer }, index, all) => all.findIndex((other) => other.schemaPointer === schemaPointer) === index);

const named = (pick: (content: Content) => unknown) =>
  Object.fromEntries(contents.map((content) => [content.schemaPointer.split("/").at(-1) ?? "", pick(content)]));

/** The valid value of each schema that has the most in it, so that each property can be wrong. */
const VALID: Readonly<Record<string, unknown>> = named(({ examples }) =>
  Object.values(examples)
    .map(({ value }) => value)
    .reduce((one, other) => (fullness(other) > fullness(one) ? other : one)),
);

function fullness(value: unknown): number {
  if (typeof value !== "object") return 1;
  return Object.values(value ?? {}).reduce((sum: number, each) => sum + fullness(each), 0);
}

/** The value that a fact is about: valid, but for what must be refused. */
function brokenBy({ schema, property, refused }: Fact): unknown {
  if (schema === "query") return refused;
  const value = withAt(VALID[schema], property === "" ? [] : property.split("."), refused);
  // What is undefined is not there once it is JSON.
  return JSON.parse(JSON.stringify(value));
}

const constraints = [...Object.keys(VALID).map(pointerTo), ...listing.parameters.map((each) => each.schemaPointer)]
  .flatMap(constraintsOf)
  // The list's items are referred to by the envelope alone.
  .filter(({ pointer }, index, everything) => everything.findIndex((other) => other.pointer === pointer) === index);

/** Whether the description refuses what a fact says, on the word that the fact names. */
function holds(fact: Fact, ajv = strictAjv(schemas, {}, parameters)): boolean {
  const pointers = violatedConstraints(brokenBy(fact), placeOf(fact), ajv);
  return constraints.some(({ pointer, level }) => pointers.includes(pointer) && level === fact.level);
}

interface Components {
  readonly schemas: Record<string, Schema>;
  readonly parameters: Record<string, Written>;
}

/** The description's schemas and parameters without one constraint. */
function componentsWithout({ pointer, keyword, limit }: Constraint): Components {
  const mutant = structuredClone({ components: { schemas, parameters } }) as unknown as Record<string, unknown>;
  const segments = pointer.split("/").slice(1);
  const depth = keyword === "required" ? -2 : -1;
  const parent = segments.slice(0, depth).reduce((node, key) => node[key] as Record<string, unknown>, mutant);
  if (keyword === "required") parent.required = (parent.required as string[]).filter((field) => field !== limit);
  else delete parent[keyword];
  return mutant.components as Components;
}

describe("the description refuses", () => {
  const byName = facts.map((fact) => [`${fact.schema}.${fact.property}`, fact.refused, fact.because, fact] as const);
  test.for(byName)("%s of %j: %s", ([, , , fact]) => {
    expect(holds(fact)).toBe(true);
  });
});

/** JSON's word for what the published examples have in a place, where the schema does not say it. */
function unsaidTypes(name: string, value: unknown, named: Readonly<Record<string, Schema>> = schemas): string[] {
  return unsaid(named[name] ?? {}, value, named, name);
}

function unsaid(node: Schema, value: unknown, named: Readonly<Record<string, Schema>>, path: string): string[] {
  const schema = node.$ref === undefined ? node : (named[node.$ref.split("/").at(-1) ?? ""] ?? {});
  const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  const here = [schema.type].flat().includes(type) ? [] : [`${path}: ${type}`];
  if (Array.isArray(value)) {
    return [...here, ...value.flatMap((each) => unsaid(schema.items ?? {}, each, named, `${path}.[]`))];
  }
  const inner = Object.entries(Object(value)).flatMap(([property, each]) =>
    type === "object" ? unsaid(schema.properties?.[property] ?? {}, each, named, `${path}.${property}`) : [],
  );
  return [...here, ...inner];
}

const PUBLISHED = Object.fromEntries(
  Object.entries(named(({ examples }) => examples.published?.value)).filter(([, value]) => value !== undefined),
);

test.for(Object.entries(PUBLISHED))("the types in the published example are said by %s", ([name, value]) => {
  expect(unsaidTypes(name, value)).toEqual([]);
});

describe("a constraint can't vanish unnoticed", () => {
  // Lenient: a pattern without its type is a slip here, and not what is asked.
  const lenient = { strict: false };
  test.for(constraints.map((constraint) => [constraint.pointer, constraint] as const))("%s", ([, constraint]) => {
    const without = componentsWithout(constraint);
    const ajv = strictAjv(without.schemas, lenient, without.parameters);
    const noticed = [
      ...facts.filter((fact) => !holds(fact, ajv)),
      ...Object.entries(PUBLISHED).flatMap(([name, value]) => unsaidTypes(name, value, without.schemas)),
      ...Object.values(without.parameters).flatMap((each) => unsaid(each.schema, each.example, {}, each.name)),
    ];
    expect(noticed).not.toEqual([]);
  });
});

describe("what no value can show is said as published", () => {
  test("the method, the path and the server", () => {
    expect([registration.method, registration.path]).toEqual(["POST", "/v1/voice-agents/twilio/phone-number"]);
    expect([listing.method, listing.path]).toEqual(["GET", "/v1/voice-agents/phone-number/list"]);
    expect(Reflect.get(description, "servers")).toMatchObject([{ url: "https://api.tryhamsa.com" }]);
  });

  test("the key in the header Authorization, which every request must carry", () => {
    const schemes = Reflect.get(description.components, "securitySchemes");
    expect(schemes).toMatchObject({ apiKey: { type: "apiKey", in: "header", name: "Authorization" } });
    expect(Reflect.get(description, "security")).toEqual([{ apiKey: [] }]);
    expect(security.fact.level).toBe("documented");
  });

  test("a JSON body, and that there must be one", () => {
    expect(registration.request).toMatchObject({
      mediaType: "application/json",
      isRequired: true,
      contentFact: { level: "documented" },
      requiredFact: { level: "inferred" },
    });
  });

  test("each operation's one documented status, and the inferred ones that they share, all in JSON", () => {
    const told = describedResponses.map(({ id, statusFact, mediaType }) => [id, statusFact.level, mediaType]);
    expect(told).toEqual([
      ["addTwilioNumber.200", "documented", "application/json"],
      ["400", "inferred", "application/json"],
      ["401", "inferred", "application/json"],
      ["429", "inferred", "application/json"],
      ["default", "inferred", "application/json"],
      ["listPhoneNumbers.200", "documented", "application/json"],
    ]);
  });

  test("when a 429 says to come back, in seconds or as a date", () => {
    const [pointer] = Object.values(describedResponses.find(({ status }) => status === "429")?.headers ?? {});
    const { type, pattern } = constraintsByKeyword(pointer ?? "");
    expect(type).toBe("string");
    const isRight = new RegExp(String(pattern), "u");
    for (const right of ["0", "3600", "Fri, 31 Dec 2027 23:59:59 GMT"]) expect(isRight.test(right), right).toBe(true);
    for (const wrong of ["soon", "-1", "1.5", "", "2027-12-31T23:59:59Z"])
      expect(isRight.test(wrong), wrong).toBe(false);
  });

  test("what comes back is what was sent, and no change is before its creation", () => {
    const relations = relationsOf(pointerTo("AddTwilioNumberResponse")).map(({ keyword, path, limit, level }) =>
      [path.join("."), keyword, limit, level].join(" "),
    );
    const ofItems = relationsOf(pointerTo("ListPhoneNumbersResponse")).map(({ keyword, path, limit, level }) =>
      [path.join("."), keyword, limit, level].join(" "),
    );
    expect(ofItems).toEqual(["data.[].updatedAt x-not-before createdAt inferred"]);
    expect(relations).toEqual([
      "data.number x-echoes phoneNumber inferred",
      "data.label x-echoes label inferred",
      "data.numberSid x-echoes twilioNumberSid inferred",
      "data.updatedAt x-not-before createdAt inferred",
    ]);
  });

  test("the one secret, which is never returned", () => {
    const properties = Object.values(schemas).flatMap((schema) => Object.entries(schema.properties ?? {}));
    const secrets = properties.filter(([, schema]) => schema["x-secret"] === true);
    expect(secrets).toMatchObject([["twilioAuthToken", { writeOnly: true }]]);
  });
});

function constraintsByKeyword(pointer: string): Record<string, unknown> {
  return Object.fromEntries(constraintsOf(pointer).map(({ keyword, limit }) => [keyword, limit]));
}
