import { resolved, type Schema } from "../../support/description.js";

/** Paths of the properties that a value has and its schema does not name; where it names none, any may stand. */
export function undescribedProperties(value: unknown, node: Schema, path: readonly string[] = []): string[] {
  const { properties } = resolved<Schema>(node);
  if (properties === undefined || typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const here = [...path, name];
    return schema === undefined ? [here.join(".")] : undescribedProperties(inner, schema, here);
  });
}
