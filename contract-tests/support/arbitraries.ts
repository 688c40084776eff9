import fc from "fast-check";
import type { JsonSchema, Schema } from "../../openapi/read.js";

/** RFC 3339 has only these years. */
const FOUR_DIGIT_YEARS = {
  min: new Date("0000-01-01T00:00:00Z"),
  max: new Date("9999-12-31T23:59:59Z"),
  noInvalidDate: true,
};

/** Values that satisfy a schema of the description. With `whole`, they have every property, and no list is empty. */
export function valuesOf(schema: Schema, whole = false): fc.Arbitrary<unknown> {
  const { const: constant, type = [] } = schema.keywords;
  if (constant !== undefined) return fc.constant(constant);
  const types = [type].flat();
  if (types.length === 0) return fc.jsonValue();
  const possible = whole ? types.filter((each) => each !== "null") : types;
  return fc.oneof(...possible.map((each) => valuesOfType(each, schema, whole)));
}

function valuesOfType(type: string, schema: Schema, whole: boolean): fc.Arbitrary<unknown> {
  if (type === "null") return fc.constant(null);
  if (type === "object") return objectsOf(schema, whole);
  if (type === "array" && schema.items !== undefined)
    return fc.array(valuesOf(schema.items, whole), { minLength: whole ? 1 : 0, maxLength: 4 });
  return scalarsOf(type, schema.keywords);
}

function objectsOf({ properties, keywords }: Schema, whole: boolean): fc.Arbitrary<unknown> {
  if (properties === undefined) return fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 });
  const values: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, each] of Object.entries(properties)) values[name] = valuesOf(each, whole);
  return fc.record(values, { requiredKeys: whole ? Object.keys(values) : [...(keywords.required ?? [])] });
}

function scalarsOf(type: string, { pattern, format, minLength }: JsonSchema): fc.Arbitrary<unknown> {
  if (type === "boolean") return fc.boolean();
  if (type !== "string") throw new Error(`teach arbitraries.ts the type ${type}`);
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, "u"));
  if (format === "uuid") return fc.uuid();
  if (format === "date-time") return fc.date(FOUR_DIGIT_YEARS).map((date) => date.toISOString());
  return fc.string({ minLength: Number(minLength ?? 0) });
}

/** Any JSON value, often an object with the description's own field names. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(
    fc.constantFrom("phoneNumber", "label", "twilioNumberSid", "twilioAccountSid", "twilioAuthToken"),
    fc.jsonValue(),
  ),
);
