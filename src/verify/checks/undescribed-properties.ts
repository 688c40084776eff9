import { EACH } from "../operations/constraints.js";
import { resolved, type Schema } from "../operations/description.js";

/** Paths of the properties that a value has and its schema does not name; where it names none, any may stand. */
export function undescribedProperties(value: unknown, node: Schema, path: readonly string[] = []): string[] {
  const { properties, items } = resolved(node);
  if (items !== undefined && Array.isArray(value)) {
    return [...new Set(value.flatMap((element) => undescribedProperties(element, items, [...path, EACH])))];
  }
  if (properties === undefined || typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const here = [...path, name];
    return schema === undefined ? [here.join(".")] : undescribedProperties(inner, schema, here);
  });
}
