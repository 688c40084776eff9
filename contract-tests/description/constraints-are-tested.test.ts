import { describe, expect, test } from "vitest";
import {
  type Content,
  type Description,
  type Document,
  type JsonSchema,
  partAt,
  readDescription,
  type Schema,
} from "../../openapi/read.js";
import { type Constraint, constraintsOf, relationsOf } from "../../src/verify/operations/constraints.js";
import {
  describedResponses,
  description,
  listing,
  operations,
  registration,
  schemas,
  security,
} from "../../src/verify/operations/description.js";
import { withAt } from "../../src/verify/operations/paths.js";
import { violatedConstraints } from "../../src/verify/operations/violated-constraints.js";
import { type Fact, facts } from "./facts.js";

const { document } = description;

/** The schema that a fact is about, in a version of the description. */
function schemaOf({ schema, property }: Fact, { schemas, operations }: Description): Schema {
  if (schema !== "query") return schemas[schema] as Schema;
  const parameters = operations.flatMap((operation) => operation.parameters);
  return parameters.find(({ name }) => name === property)?.schema as Schema;
}

/** Every request and response, each schema once. */
const contents = operations
  .flatMap(({ request = [], responses }) => [request, Object.values(responses)].flat())
  .filter(({ schema }, index, all) => all.findIndex((other) => other.schema === schema) === index);

const bySchema = (pick: (content: Content) => unknown) =>
  Object.fromEntries(contents.map((content) => [content.schema.name, pick(content)]));

/** For each schema its fullest example, so that each property can be wrong. */
const VALID: Readonly<Record<string, unknown>> = bySchema(({ examples }) =>
  Object.values(examples)
    .map(({ value }) => value)
    .reduce((one, other) => (countValues(other) > countValues(one) ? other : one)),
);

function countValues(value: unknown): number {
  if (typeof value !== "object") return 1;
  return Object.values(value ?? {}).reduce((sum: number, each) => sum + countValues(each), 0);
}

/** A valid value, but with what the fact says must be refused. */
function brokenValue({ schema, property, refused }: Fact): unknown {
  if (schema === "query") return refused;
  const value = withAt(VALID[schema], property === "" ? [] : property.split("."), refused);
  // An undefined property is missing once it is JSON.
  return JSON.parse(JSON.stringify(value));
}

const constraints = [...contents.map(({ schema }) => schema), ...listing.parameters.map(({ schema }) => schema)]
  .flatMap(constraintsOf)
  // The list's items are also a named schema.
  .filter(({ pointer }, index, everything) => everything.findIndex((other) => other.pointer === pointer) === index);

/** Whether a version of the description refuses the fact's value, at the level that the fact names. */
function holds(fact: Fact, version: Description = description): boolean {
  const pointers = violatedConstraints(brokenValue(fact), schemaOf(fact, version));
  return constraints.some(({ pointer, level }) => pointers.includes(pointer) && level === fact.level);
}

/** The description without one constraint. */
function documentWithout({ pointer, keyword, limit }: Constraint): Document {
  const changed = structuredClone(document);
  const steps = pointer.split("/").slice(0, keyword === "required" ? -2 : -1);
  const parent = partAt(changed, steps.join("/")) as Record<string, unknown>;
  if (keyword === "required") parent.required = (parent.required as string[]).filter((field) => field !== limit);
  else delete parent[keyword];
  return changed;
}

describe("the description refuses", () => {
  const byName = facts.map((fact) => [`${fact.schema}.${fact.property}`, fact.refused, fact.because, fact] as const);
  test.for(byName)("%s of %j: %s", ([, , , fact]) => {
    expect(holds(fact)).toBe(true);
  });
});

type NamedSchemas = Readonly<Record<string, JsonSchema>>;

/** Where a value has a type that its schema does not name. */
function findUnnamedTypes(node: JsonSchema, value: unknown, named: NamedSchemas, path: string): string[] {
  const schema = node.$ref === undefined ? node : (named[node.$ref.split("/").at(-1) ?? ""] ?? {});
  const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  const here = [schema.type].flat().includes(type) ? [] : [`${path}: ${type}`];
  if (Array.isArray(value)) {
    return [...here, ...value.flatMap((each) => findUnnamedTypes(schema.items ?? {}, each, named, `${path}.[]`))];
  }
  const inner = Object.entries(Object(value)).flatMap(([property, each]) =>
    type === "object" ? findUnnamedTypes(schema.properties?.[property] ?? {}, each, named, `${path}.${property}`) : [],
  );
  return [...here, ...inner];
}

const PUBLISHED = Object.entries(bySchema(({ examples }) => examples.published?.value)).filter(
  ([, value]) => value !== undefined,
);

test.for(PUBLISHED)("%s names every type in the published example", ([name, value]) => {
  const named = document.components.schemas;
  expect(findUnnamedTypes(named[name] ?? {}, value, named, name)).toEqual([]);
});

interface WrittenParameter {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly example: unknown;
}

describe("a constraint can't vanish unnoticed", () => {
  test.for(constraints.map((constraint) => [constraint.pointer, constraint] as const))("%s", ([, constraint]) => {
    const version = readDescription(documentWithout(constraint));
    const { components } = version.document;
    const parameters = Object.values(components.parameters ?? {}) as WrittenParameter[];
    const noticed = [
      ...facts.filter((fact) => !holds(fact, version)),
      ...PUBLISHED.flatMap(([name, value]) =>
        findUnnamedTypes(components.schemas[name] ?? {}, value, components.schemas, name),
      ),
      ...parameters.flatMap(({ schema, example, name }) => findUnnamedTypes(schema, example, {}, name)),
    ];
    expect(noticed).not.toEqual([]);
  });
});

describe("what no value can show is as published:", () => {
  test("the method, the path and the server", () => {
    expect([registration.method, registration.path]).toEqual(["POST", "/v1/voice-agents/twilio/phone-number"]);
    expect([listing.method, listing.path]).toEqual(["GET", "/v1/voice-agents/phone-number/list"]);
    expect(document.servers).toMatchObject([{ url: "https://api.tryhamsa.com" }]);
  });

  test("the key in the Authorization header, required for every request", () => {
    expect(document.components.securitySchemes).toMatchObject({
      apiKey: { type: "apiKey", in: "header", name: "Authorization" },
    });
    expect(Reflect.get(document, "security")).toEqual([{ apiKey: [] }]);
    expect(security.fact.level).toBe("documented");
  });

  test("a JSON body, and that it is required", () => {
    expect(registration.request).toMatchObject({
      mediaType: "application/json",
      isRequired: true,
      contentFact: { level: "documented" },
      requiredFact: { level: "inferred" },
    });
  });

  test("each operation's one documented status, and the inferred ones that they share, all in JSON", () => {
    expect(describedResponses.map(({ id, statusFact, mediaType }) => [id, statusFact.level, mediaType])).toEqual([
      ["addTwilioNumber.200", "documented", "application/json"],
      ["400", "inferred", "application/json"],
      ["401", "inferred", "application/json"],
      ["429", "inferred", "application/json"],
      ["default", "inferred", "application/json"],
      ["listPhoneNumbers.200", "documented", "application/json"],
    ]);
  });

  test("when to retry after a 429, in seconds or as a date", () => {
    const keywords = registration.responses["429"]?.headers["Retry-After"]?.keywords;
    expect(keywords?.type).toBe("string");
    const pattern = new RegExp(String(keywords?.pattern), "u");
    for (const right of ["0", "3600", "Fri, 31 Dec 2027 23:59:59 GMT"]) expect(right).toMatch(pattern);
    for (const wrong of ["soon", "-1", "1.5", "", "2027-12-31T23:59:59Z"]) expect(wrong).not.toMatch(pattern);
  });

  test("that what was sent is returned and listed, and that no change is before its creation", () => {
    const inWords = ({ keyword, path, limit, level }: Constraint) =>
      [path.join("."), keyword, ...(typeof limit === "object" ? Object.values(Object(limit)) : [limit]), level].join(
        " ",
      );
    expect(relationsOf(registration.success.schema).map(inWords)).toEqual([
      "data.number x-echoes phoneNumber inferred",
      "data.label x-echoes label inferred",
      "data.numberSid x-echoes twilioNumberSid inferred",
      "data.updatedAt x-not-before createdAt inferred",
    ]);
    expect(relationsOf(listing.success.schema).map(inWords)).toEqual([
      "data.[].id x-same-as addTwilioNumber data.id inferred",
      "data.[].number x-identifies addTwilioNumber data.number inferred",
      "data.[].label x-same-as addTwilioNumber data.label inferred",
      "data.[].type x-same-as addTwilioNumber TWILIO inferred",
      "data.[].userId x-same-as addTwilioNumber data.userId inferred",
      "data.[].voiceAgentId x-same-as addTwilioNumber data.voiceAgentId inferred",
      "data.[].createdAt x-same-as addTwilioNumber data.createdAt inferred",
      "data.[].updatedAt x-not-before createdAt inferred",
    ]);
  });

  test("the one secret, which is never returned", () => {
    const properties = Object.values(schemas).flatMap((schema) => Object.entries(schema.properties ?? {}));
    const secrets = properties.filter(([, { keywords }]) => keywords["x-secret"] === true);
    expect(secrets).toMatchObject([["twilioAuthToken", { keywords: { writeOnly: true } }]]);
  });
});
