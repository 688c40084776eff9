import { describe, expect, test } from "vitest";
import type { JsonSchema, Schema } from "../../openapi/read.js";
import { EACH } from "../../src/verify/operations/constraints.js";
import { registration, responseFor } from "../../src/verify/operations/description.js";
import { a } from "../../src/verify/operations/operations.js";
import { schemaAt, valueAt, withAt } from "../../src/verify/operations/paths.js";
import { violatedConstraints } from "../../src/verify/operations/violated-constraints.js";

// How a part of a value or of the description is found.

test.for<[value: unknown, path: readonly string[], part: unknown, replaced: unknown]>([
  [{ a: 1, b: 2 }, ["a"], 1, { a: "new", b: 2 }],
  [{ a: 1 }, [], { a: 1 }, "new"],
  [{ a: [{ b: 1, c: 2 }, { b: 3 }] }, ["a", EACH, "b"], 1, { a: [{ b: "new", c: 2 }, { b: 3 }] }],
  [{}, ["a", "b"], undefined, { a: { b: "new" } }],
  [{}, ["a", EACH, "b"], undefined, { a: [{ b: "new" }] }],
  [null, ["a"], undefined, { a: "new" }],
  ["text", [EACH], undefined, ["new"]],
  [[], [EACH], undefined, ["new"]],
])("in %j at %j is %j, and a replacement makes %j", ([value, path, part, replaced]) => {
  expect(valueAt(value, path)).toEqual(part);
  expect(withAt(value, path, "new")).toEqual(replaced);
});

const schemaOf = (keywords: JsonSchema, parts: Pick<Schema, "properties" | "items"> = {}): Schema => ({
  pointer: "#",
  name: "MadeUp",
  keywords: { ...keywords, "x-provenance": "documented" },
  ...parts,
});
const text = schemaOf({ type: "string" });
const nested = schemaOf({ type: "object" }, { properties: { list: schemaOf({ type: "array" }, { items: text }) } });

test.for<[path: readonly string[], part: Schema | undefined]>([
  [[], nested],
  [["list", EACH], text],
  [["list", "name"], undefined],
  [["other", "name"], undefined],
  [["other", EACH], undefined],
])("the schema at %j is the described one, or none", ([path, part]) => {
  expect(schemaAt(nested, path)).toBe(part);
});

describe("a response with the status", () => {
  test.for([
    [200, "200"],
    [201, undefined],
    [399, undefined],
    [400, "400"],
    [404, "default"],
    [500, "default"],
  ] as const)("%i is described for %s", ([status, described]) => {
    expect(responseFor(registration, status)?.status).toBe(described);
  });

  test("400 is described by default if it has no response of its own", () => {
    const { default: fallback } = registration.responses;
    expect(responseFor({ ...registration, responses: { default: fallback as never } }, 400)).toBe(fallback);
  });
});

describe("the constraints that are read", () => {
  test("of a property are not put on a string that has such a member", () => {
    const schema = schemaOf({ type: "object" }, { properties: { length: { ...text, pointer: "#/length" } } });
    expect(violatedConstraints("abc", schema)).toEqual(["#/type"]);
    expect(violatedConstraints({ length: 3 }, schema)).toEqual(["#/length/type"]);
  });

  test("must be supported", () => {
    expect(() => violatedConstraints("abc", schemaOf({ contains: {} }))).toThrow("Unsupported keyword contains at #.");
  });
});

test.for([
  ["registration", "a registration"],
  ["unassignment", "an unassignment"],
] as const)("sentences say %s as %s", ([noun, phrase]) => {
  expect(a(noun)).toBe(phrase);
});
