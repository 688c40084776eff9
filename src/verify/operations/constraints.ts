import { levelOf } from "../../../openapi/provenance.js";
import { isConstraint, isRelation, type Level } from "../../../openapi/vocabulary.js";
import { at, type Schema } from "./description.js";

/** One thing that the description demands of a value, and who says so. */
export interface Constraint {
  /** JSON pointer into the description. */
  readonly pointer: string;
  /** The JSON Schema keyword: `type`, `required`, `pattern` … */
  readonly keyword: string;
  /** What the keyword is set to; for `required` the one field. */
  readonly limit: unknown;
  /** The properties that lead from the value to what is constrained; `EACH` stands for every element of a list. */
  readonly path: readonly string[];
  readonly level: Level;
}

/** The step of a path from a list to its elements. */
export const EACH = "[]";

/** Every constraint that a schema puts on a value by itself, its properties' included. */
export function constraintsOf(pointer: string): Constraint[] {
  return within(pointer, [], isConstraint);
}

/** Every constraint that relates a value to another: no validator sees these. */
export function relationsOf(pointer: string): Constraint[] {
  return within(pointer, [], isRelation);
}

function within(pointer: string, path: readonly string[], isWanted: (keyword: string) => boolean): Constraint[] {
  const schema = at(pointer) as Schema;
  if (schema.$ref !== undefined) return within(schema.$ref, path, isWanted);
  const own = Object.entries(schema)
    .filter(([keyword]) => isWanted(keyword))
    .flatMap(([keyword, limit]) => expanded({ pointer: `${pointer}/${keyword}`, keyword, limit, path }, schema));
  const inner = Object.keys(schema.properties ?? {}).flatMap((name) =>
    within(`${pointer}/properties/${name}`, [...path, name], isWanted),
  );
  const elements = schema.items === undefined ? [] : within(`${pointer}/items`, [...path, EACH], isWanted);
  return [...own, ...inner, ...elements];
}

/** `required` is one constraint for each field that it names. */
function expanded(constraint: Omit<Constraint, "level">, schema: Schema): Constraint[] {
  const { keyword, limit, pointer } = constraint;
  if (keyword !== "required" || !Array.isArray(limit)) return [{ ...constraint, level: levelOf(schema, keyword) }];
  return limit.map((field: string, index) => ({
    ...constraint,
    pointer: `${pointer}/${index}`,
    limit: field,
    level: levelOf(schema, keyword, field),
  }));
}

/** The properties from the value to what a constraint is about: for `required` to the field that must be there. */
export function subjectOf({ keyword, limit, path }: Constraint): readonly string[] {
  return keyword === "required" ? [...path, String(limit)] : path;
}
