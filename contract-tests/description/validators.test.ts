import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as generated from "../../generated/validators.js";
import type { Schema } from "../../openapi/read.js";
import { constraintsOf } from "../../src/verify/operations/constraints.js";
import { listing, operations } from "../../src/verify/operations/description.js";
import { violatedConstraints } from "../../src/verify/operations/violated-constraints.js";
import { findCounterexample } from "../../src/verify/probes/counterexamples.js";
import { anyJson, valuesOf } from "../support/arbitraries.js";

/** Each schema of a request or a response, with its generated validator. */
const VALIDATORS = [
  ...new Set(
    operations
      .flatMap(({ request = [], responses }) => [request, Object.values(responses)].flat())
      .map(({ schema }) => schema),
  ),
].map((schema): [string, Schema, generated.Validate] => [
  schema.name,
  schema,
  Reflect.get(generated, `validate${schema.name}`),
]);

describe.for(VALIDATORS)("the validator of %s finds what Ajv finds", ([, schema, validate]) => {
  test("in valid values, which is nothing", () => {
    fc.assert(
      fc.property(valuesOf(schema), (value) => {
        expect(validate(value)).toEqual([]);
      }),
    );
  });

  test("in values that break one constraint and more", () => {
    const valid = fc.sample(valuesOf(schema, true), { numRuns: 5, seed: 1 });
    for (const constraint of constraintsOf(schema)) {
      for (const value of valid) {
        const broken = findCounterexample(constraint, value, schema);
        expect([constraint.pointer, validate(broken.value).length]).toEqual([
          constraint.pointer,
          1 + broken.alsoBreaks.length,
        ]);
      }
    }
  });

  test("in any values", () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(validate(value)).toHaveLength(violatedConstraints(value, schema).length);
      }),
      { numRuns: 150 },
    );
  });

  test("and never repeats a value", () => {
    const secret = "a-value-that-is-secret";
    const everywhere = Object.fromEntries(constraintsOf(schema).map(({ path }) => [path[0] ?? "", { secret }]));
    expect(JSON.stringify([validate(everywhere), validate([secret]), validate(secret)])).not.toContain(secret);
  });
});

describe("the validator of the list's query", () => {
  test("finds in each parameter what Ajv finds", () => {
    const parameter = fc.constantFrom(...listing.parameters);
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom("SIP", "TWILIO", "0", "12", "-1"), fc.uuid());
    fc.assert(
      fc.property(parameter, value, ({ name, schema }, given) => {
        expect(generated.validateListPhoneNumbersParameters({ [name]: given })).toHaveLength(
          violatedConstraints(given, schema).length,
        );
      }),
      { numRuns: 250 },
    );
  });

  test("accepts a query without parameters, because none is required", () => {
    expect(generated.validateListPhoneNumbersParameters({})).toEqual([]);
  });
});
