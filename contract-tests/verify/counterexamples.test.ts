import { describe, expect, test } from "vitest";
import type { JsonSchema, Schema } from "../../openapi/read.js";
import { type Constraint, constraintsOf } from "../../src/verify/operations/constraints.js";
import { findCounterexample, findLenientValues } from "../../src/verify/probes/counterexamples.js";

// Made-up schemas: the description may gain any keyword that the validators support.
const schemaOf = (keywords: JsonSchema): Schema => ({
  pointer: "#",
  name: "MadeUp",
  keywords: { ...keywords, "x-provenance": "documented" },
});

function constraintOf(schema: Schema, keyword: string): Constraint {
  return constraintsOf(schema).find((each) => each.keyword === keyword) as Constraint;
}

const string = { type: "string" };
const number = { type: "number" };
const list = { type: "array" };

describe("a value breaks", () => {
  test.for<[keyword: string, JsonSchema, valid: unknown, broken: unknown]>([
    ["type", string, "text", 1],
    ["type", number, 2, "text"],
    ["type", { type: ["number", "string"] }, "text", true],
    ["type", { type: ["number", "string", "boolean"] }, "text", null],
    ["type", { type: ["number", "string", "boolean", "null"] }, "text", []],
    ["type", { type: ["number", "string", "boolean", "null", "array"] }, "text", {}],
    ["required", { required: ["a"] }, { a: 1, b: 2 }, { b: 2 }],
    ["const", { type: "boolean", const: true }, true, false],
    ["const", { ...string, const: "SIP" }, "SIP", "SIPx"],
    ["const", { ...number, const: 5 }, 5, 0],
    ["const", { type: ["number", "null"], const: 0 }, 0, null],
    ["enum", { ...string, enum: ["TWILIO", "SIP"] }, "SIP", "SIPx"],
    ["minLength", { ...string, minLength: 3 }, "abcd", "ab"],
    ["maxLength", { ...string, maxLength: 3 }, "123", "1233"],
    ["maxLength", { ...string, maxLength: 2 }, "", "xxx"],
    ["minimum", { ...number, minimum: 5 }, 7, 4],
    ["maximum", { ...number, maximum: 5 }, 3, 6],
    ["minItems", { ...list, minItems: 2 }, [1, 2, 3], [1]],
    ["maxItems", { ...list, maxItems: 2 }, [1, 2], [1, 1, 1]],
    ["additionalProperties", { additionalProperties: false }, {}, { anUndescribedProperty: true }],
    // Each is the first that breaks the pattern: shortened, lengthened, with a space, in dashes, one dash, empty.
    ["pattern", { pattern: "^PN[0-9]{3}$" }, "PN123", "PN12"],
    ["pattern", { pattern: "^PN[0-9]{0,3}$" }, "PN123", "PN1230"],
    ["pattern", { pattern: "^[0-9]+$" }, "10", " 10"],
    ["pattern", { pattern: "^[ 0-9]*$" }, "10", "--"],
    ["pattern", { pattern: "^(?:[ 0-9]*|-{2,})$" }, "10", "-"],
    ["pattern", { pattern: "^[ 0-9-]+$" }, "10", ""],
    ["format", { format: "date-time" }, "2026-01-15T09:30:00Z", "2026-01-15T09:30:00"],
  ])("the %s of %j, made from %j: %j", ([keyword, keywords, valid, broken]) => {
    const schema = schemaOf(keywords);
    expect(findCounterexample(constraintOf(schema, keyword), valid, schema)).toEqual({ value: broken, alsoBreaks: [] });
  });

  test("a part of a list's first element, even one that is missing", () => {
    const item = { ...schemaOf({}), properties: { digit: schemaOf({ pattern: "^[0-9]$" }) } };
    const schema = { ...schemaOf({}), items: item };
    const valid = [{ id: 1 }, { id: 2 }];
    expect(findCounterexample(constraintOf(schema, "pattern"), valid, schema).value).toEqual([
      { id: 1, digit: "" },
      { id: 2 },
    ]);
  });
});

describe("of the values that break a constraint", () => {
  test("the one that breaks the fewest others is taken", () => {
    const schema = schemaOf({ pattern: "^ab$", minLength: 2 });
    expect(findCounterexample(constraintOf(schema, "pattern"), "ab", schema)).toEqual({ value: "ab0", alsoBreaks: [] });
  });

  test("one that breaks others names them", () => {
    const schema = schemaOf({ ...string, minLength: 1, pattern: "^[0-9]+$" });
    expect(findCounterexample(constraintOf(schema, "minLength"), "1", schema)).toEqual({
      value: "",
      alsoBreaks: ["#/pattern"],
    });
  });

  test.for([
    ["a pattern that matches everything", "pattern", "#/pattern"],
    ["a keyword that is new to the project", "contains", "#/type"],
  ] as const)("there is none for %s, and the error names its place", ([, keyword, pointer]) => {
    const schema = schemaOf({ ...number, pattern: "" });
    const constraint: Constraint = { pointer, keyword, limit: "", path: [], level: "documented" };
    expect(() => findCounterexample(constraint, 1, schema)).toThrow(
      `No candidate breaks ${pointer}. Add some for its keyword to counterexamples.ts.`,
    );
  });
});

describe("values that a lenient server accepts instead of", () => {
  test.for<[type: JsonSchema, valid: unknown, lenient: ReturnType<typeof findLenientValues>]>([
    [
      string,
      "a",
      [
        { value: null, alsoBreaks: [] },
        { value: ["a"], alsoBreaks: [] },
      ],
    ],
    [{ type: ["string", "null"] }, "a", [{ value: ["a"], alsoBreaks: [] }]],
    [{ type: ["array", "null"] }, ["a"], []],
    [
      { ...string, enum: ["a"] },
      "a",
      [
        { value: null, alsoBreaks: ["#/enum"] },
        { value: ["a"], alsoBreaks: ["#/enum"] },
      ],
    ],
  ])("%j are null and a list, if they are of another type", ([keywords, valid, lenient]) => {
    const schema = schemaOf(keywords);
    expect(findLenientValues(constraintOf(schema, "type"), valid, schema)).toEqual(lenient);
  });

  test("a value of an enum don't exist, because its type is another constraint", () => {
    const schema = schemaOf({ enum: ["a"] });
    expect(findLenientValues(constraintOf(schema, "enum"), "a", schema)).toEqual([]);
  });
});
