import fc from "fast-check";
import { at, type Schema } from "./description.js";

/** RFC 3339 has no other years. */
const FOUR_DIGIT_YEARS = {
  min: new Date("0000-01-01T00:00:00Z"),
  max: new Date("9999-12-31T23:59:59Z"),
  noInvalidDate: true,
};

/** Values that satisfy a schema of the description. */
export function valuesOf(pointer: string): fc.Arbitrary<unknown> {
  const schema = at(pointer) as Schema;
  if (schema.$ref !== undefined) return valuesOf(schema.$ref);
  if (schema.properties !== undefined) return objectsOf(pointer, schema);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.type === undefined) return fc.jsonValue();
  const [type, ...others] = [schema.type].flat();
  if (type === "array") return fc.array(valuesOf(`${pointer}/items`), { maxLength: 4 });
  if (others.includes("array")) {
    return fc.oneof(scalarsOf(String(type), schema), fc.array(valuesOf(`${pointer}/items`), { maxLength: 4 }));
  }
  if (others.includes("null")) return fc.option(scalarsOf(String(type), schema), { nil: null });
  return scalarsOf(String(type), schema);
}

function objectsOf(pointer: string, { properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const values: Record<string, fc.Arbitrary<unknown>> = {};
  for (const name of Object.keys(properties)) values[name] = valuesOf(`${pointer}/properties/${name}`);
  return fc.record(values, { requiredKeys: [...required] });
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
