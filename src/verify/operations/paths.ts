import type { Schema } from "../../../openapi/read.js";
import { EACH } from "./constraints.js";

/** The value with a replacement at a path; in a list, in its first element. */
export function withAt(value: unknown, [first, ...rest]: readonly string[], replacement: unknown): unknown {
  if (first === undefined) return replacement;
  if (first === EACH) {
    const [element, ...others] = Array.isArray(value) ? value : [];
    return [withAt(element, rest, replacement), ...others];
  }
  const object: Record<string, unknown> = { ...Object(value) };
  return { ...object, [first]: withAt(object[first], rest, replacement) };
}

/** The part of a value at a path; in a list, in its first element. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce((node, name) => {
    // A string also has a first element: its first character.
    if (name === EACH) return Array.isArray(node) ? node[0] : undefined;
    return (node as Record<string, unknown> | null | undefined)?.[name];
  }, value);
}

/** The part of a schema at a path. */
export function schemaAt(schema: Schema, path: readonly string[]): Schema | undefined {
  return path.reduce<Schema | undefined>(
    (part, name) => (name === EACH ? part?.items : part?.properties?.[name]),
    schema,
  );
}
