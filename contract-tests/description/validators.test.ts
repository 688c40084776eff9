import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as generated from "../../generated/validators.js";
import { constraintsOf } from "../../src/verify/operations/constraints.js";
import { listing, operations } from "../../src/verify/operations/description.js";
import { violatedConstraints } from "../../src/verify/operations/violated-constraints.js";
import { breaking } from "../../src/verify/probes/counterexamples.js";
import { anyJson, valuesOf } from "../support/arbitraries.js";

/** The validator of each schema of a request or an answer: the compiler knows no name that is missing. */
const VALIDATORS = Object.fromEntries(
  operations
    .flatMap(({ request = [], answers }) => [request, Object.values(answers)].flat())
    .map(({ schemaPointer }): [string, generated.Validate] => {
      const name = `validate${schemaPointer.split("/").at(-1)}`;
      return [schemaPointer, Reflect.get(generated, name)];
    }),
);

// The generator rewrites what Ajv compiles: both must find the same in every value.
describe.for(Object.entries(VALIDATORS))("the validator of %s finds what Ajv finds", ([pointer, validate]) => {
  test("in valid values: nothing", () => {
    fc.assert(
      fc.property(valuesOf(pointer), (value) => {
        expect(validate(value)).toEqual([]);
      }),
    );
  });

  test("in values that break one constraint and more", () => {
    const valid = fc.sample(valuesOf(pointer, true), { numRuns: 5, seed: 1 });
    for (const constraint of constraintsOf(pointer)) {
      for (const value of valid) {
        const broken = breaking(constraint, value, pointer);
        expect([constraint.pointer, validate(broken.value).length]).toEqual([
          constraint.pointer,
          1 + broken.alsoBreaks.length,
        ]);
      }
    }
  });

  test("in values of any make", () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(validate(value)).toHaveLength(violatedConstraints(value, pointer).length);
      }),
      { numRuns: 300 },
    );
  });

  test("and names no value", () => {
    const secret = "a-value-that-is-secret";
    const everywhere = Object.fromEntries(constraintsOf(pointer).map(({ path }) => [path[0] ?? "", { secret }]));
    expect(JSON.stringify([validate(everywhere), validate([secret]), validate(secret)])).not.toContain(secret);
  });
});

describe("the validator of the list's query", () => {
  test("finds in each parameter what Ajv finds", () => {
    const parameter = fc.constantFrom(...listing.parameters);
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom("SIP", "TWILIO", "0", "12", "-1"), fc.uuid());
    fc.assert(
      fc.property(parameter, value, ({ name, schemaPointer }, given) => {
        expect(generated.validateListPhoneNumbersParameters({ [name]: given })).toHaveLength(
          violatedConstraints(given, schemaPointer).length,
        );
      }),
      { numRuns: 500 },
    );
  });

  test("takes a query without parameters, for none is required", () => {
    expect(generated.validateListPhoneNumbersParameters({})).toEqual([]);
  });
});
