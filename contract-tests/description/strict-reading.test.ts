import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonSchema, Schema } from "../../openapi/read.js";
import { constraintsOf, subjectOf } from "../../src/verify/operations/constraints.js";
import { operations, schemas } from "../../src/verify/operations/description.js";
import { withAt } from "../../src/verify/operations/paths.js";
import { violatedConstraints } from "../../src/verify/operations/violated-constraints.js";
import { strictAjv, violationsByAjv } from "../support/ajv.js";
import { anyJson, valuesOf } from "../support/arbitraries.js";

/** Every schema that a value is judged by, with a name for the test. */
const SCHEMAS: readonly (readonly [name: string, schema: Schema])[] = [
  ...Object.entries(schemas),
  ...operations.flatMap(({ parameters, responses }) => [
    ...parameters.map(({ name, schema }) => [name, schema] as const),
    ...Object.values(responses).flatMap(({ headers }) => Object.entries(headers)),
  ]),
];

/** Any JSON, and strings that are nearly right. */
const anything = fc.oneof(
  anyJson,
  fc.constantFrom("", "SIP", "0", "-1", "+14155550123", "2026-01-15T09:30:00Z", "2026-01-15 09:30:00Z", "😀"),
  fc.uuid(),
);

describe.for(SCHEMAS)("the reading of %s finds exactly what Ajv finds", ([, schema]) => {
  const expectSame = (value: unknown) => {
    expect(violatedConstraints(value, schema).sort()).toEqual(violationsByAjv(value, schema).sort());
  };

  test("in any values", () => {
    fc.assert(fc.property(anything, expectSame), { numRuns: 100 });
  });

  test("in valid values with anything in any place", () => {
    const places = constraintsOf(schema).map(subjectOf);
    const nearlyValid = fc
      .tuple(valuesOf(schema, true), fc.array(fc.tuple(fc.constantFrom([], ...places), anything), { maxLength: 3 }))
      .map(([valid, changes]) => changes.reduce((value, [place, other]) => withAt(value, place, other), valid));
    fc.assert(fc.property(nearlyValid, expectSame), { numRuns: 100 });
  });
});

/** A schema for each supported keyword, also for those that the description doesn't use. */
const KEYWORDS: readonly JsonSchema[] = [
  { type: "integer" },
  { type: ["number", "null"] },
  { type: "array" },
  { type: "object", required: ["a", "toString"] },
  { type: "object", properties: { a: {}, b: {} }, additionalProperties: false },
  { const: 0 },
  { const: null },
  { enum: ["a", "0"] },
  { type: "string", minLength: 2 },
  { type: "string", maxLength: 2 },
  { type: "string", pattern: "^.$" },
  { type: "number", minimum: 0 },
  { type: "number", maximum: 0 },
  { type: "array", minItems: 2 },
  { type: "array", maxItems: 2 },
];

test.for(KEYWORDS)("the reading of %j finds exactly what Ajv finds", (keywords) => {
  const validate = strictAjv({ components: { schemas: {} } }, { strictRequired: false }).compile(keywords);
  const any: Schema = { pointer: "#", name: "", keywords: {} };
  const schema: Schema = { ...any, keywords, properties: { a: any, b: any } };
  const small = fc.constantFrom<unknown>(
    0,
    -0,
    1,
    -1,
    0.5,
    1e300,
    "",
    "a",
    "0",
    "ab",
    "😀",
    "😀😀",
    "\n",
    [],
    [1],
    [1, 2],
  );
  const objects = fc.dictionary(fc.constantFrom("a", "b", "c", "toString", "__proto__"), fc.jsonValue());
  fc.assert(
    fc.property(fc.oneof(small, objects, fc.jsonValue()), (value) => {
      validate(value);
      const byAjv = new Set(validate.errors?.map(({ keyword }) => keyword));
      expect(new Set(violatedConstraints(value, schema).map((pointer) => pointer.split("/")[1]))).toEqual(byAjv);
    }),
    { numRuns: 100 },
  );
});
