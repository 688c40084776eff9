import fc from "fast-check";
import { at, type Schema } from "../../src/verify/operations/description.js";

/** RFC 3339 has no other years. */
const FOUR_DIGIT_YEARS = {
  min: new Date("0000-01-01T00:00:00Z"),
  max: new Date("9999-12-31T23:59:59Z"),
  noInvalidDate: true,
};

/** Values that satisfy a schema of the description; whole ones have every property, and no list of theirs is empty. */
export function valuesOf(pointer: string, whole = false): fc.Arbitrary<unknown> {
  const schema = at(pointer) as Schema;
  if (schema.$ref !== undefined) return valuesOf(schema.$ref, whole);
  if (schema.const !== undefined) return fc.constant(schema.const);
  const types = [schema.type ?? []].flat();
  if (types.length === 0) return fc.jsonValue();
  const wanted = whole ? types.filter((type) => type !== "null") : types;
  return fc.oneof(...wanted.map((type) => valuesOfType(type, pointer, whole)));
}

function valuesOfType(type: string, pointer: string, whole: boolean): fc.Arbitrary<unknown> {
  const schema = at(pointer) as Schema;
  if (type === "null") return fc.constant(null);
  if (type === "object") return objectsOf(pointer, schema, whole);
  if (type === "array")
    return fc.array(valuesOf(`${pointer}/items`, whole), { minLength: whole ? 1 : 0, maxLength: 4 });
  return scalarsOf(type, schema);
}

function objectsOf(pointer: string, { properties, required = [] }: Schema, whole: boolean): fc.Arbitrary<unknown> {
  if (properties === undefined) return fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 });
  const names = Object.keys(properties);
  const values: Record<string, fc.Arbitrary<unknown>> = {};
  for (const name of names) values[name] = valuesOf(`${pointer}/properties/${name}`, whole);
  return fc.record(values, { requiredKeys: whole ? names : [...required] });
}

function scalarsOf(type: string, { pattern, format, minLength }: Schema): fc.Arbitrary<unknown> {
  if (type === "boolean") return fc.boolean();
  if (type !== "string") throw new Error(`teach arbitraries.ts the type ${type}`);
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, "u"));
  if (format === "uuid") return fc.uuid();
  if (format === "date-time") return fc.date(FOUR_DIGIT_YEARS).map((date) => date.toISOString());
  return fc.string({ minLength: Number(minLength ?? 0) });
}

/** Any JSON value, and often an object with the description's own field names. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(
    fc.constantFrom("phoneNumber", "label", "twilioNumberSid", "twilioAccountSid", "twilioAuthToken"),
    fc.jsonValue(),
  ),
);
