import { levelOf, type Schema } from "../../../openapi/read.js";
import { isConstraint, isRelation, type Level } from "../../../openapi/vocabulary.js";

/** One thing that the description requires of a value, and the level of its source. */
export interface Constraint {
  /** JSON pointer into the description. */
  readonly pointer: string;
  /** The JSON Schema keyword: `type`, `required`, `pattern` … */
  readonly keyword: string;
  /** The keyword's value; for `required` the one field. */
  readonly limit: unknown;
  /** The properties that lead from the value to what is constrained; `EACH` is every element of a list. */
  readonly path: readonly string[];
  readonly level: Level;
}

/** The step of a path from a list to its elements. */
export const EACH = "[]";

/** Every constraint that a schema and its parts put on a value by itself. */
export function constraintsOf(schema: Schema): Constraint[] {
  return collect(schema, [], isConstraint);
}

/** Every constraint that relates a value to another. No validator checks these. */
export function relationsOf(schema: Schema): Constraint[] {
  return collect(schema, [], isRelation);
}

function collect(schema: Schema, path: readonly string[], isWanted: (keyword: string) => boolean): Constraint[] {
  const own = Object.keys(schema.keywords)
    .filter(isWanted)
    .flatMap((keyword) => toConstraints(schema, keyword, path));
  const inner = Object.entries(schema.properties ?? {}).flatMap(([name, each]) =>
    collect(each, [...path, name], isWanted),
  );
  const elements = schema.items === undefined ? [] : collect(schema.items, [...path, EACH], isWanted);
  return [...own, ...inner, ...elements];
}

/** One constraint; for `required` one per field that it names. */
function toConstraints({ pointer: place, keywords }: Schema, keyword: string, path: readonly string[]): Constraint[] {
  const pointer = `${place}/${keyword}`;
  const limit = keywords[keyword];
  if (keyword !== "required") return [{ pointer, keyword, limit, path, level: levelOf(keywords, keyword) }];
  return (keywords.required ?? []).map((field, index) => ({
    pointer: `${pointer}/${index}`,
    keyword,
    limit: field,
    path,
    level: levelOf(keywords, keyword, field),
  }));
}

/** The properties from the value to what a constraint is about: for `required` to the field that must be present. */
export function subjectOf({ keyword, limit, path }: Constraint): readonly string[] {
  return keyword === "required" ? [...path, String(limit)] : path;
}
