import { at, type Level, type Schema } from "./description.js";

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

/** Keywords that lead on to other schemas, or only describe. */
const NO_CONSTRAINT = new Set([
  "$ref",
  "properties",
  "items",
  "description",
  "title",
  "examples",
  "readOnly",
  "writeOnly",
]);

/** Constraints that JSON Schema has no word for: what was sent comes back, one time follows another. */
const RELATIONS = new Set(["x-echoes", "x-not-before"]);

/** Every constraint that a schema puts on a value by itself, its properties' included. */
export function constraintsOf(pointer: string): Constraint[] {
  return within(pointer, [], (keyword) => !NO_CONSTRAINT.has(keyword) && !keyword.startsWith("x-"));
}

/** Every constraint that relates a value to another: no validator sees these. */
export function relationsOf(pointer: string): Constraint[] {
  return within(pointer, [], (keyword) => RELATIONS.has(keyword));
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

/** What says who says so: a level for the whole object, for each of its keywords, or for each field of `required`. */
export type Provenance = Level | Readonly<Record<string, Level | Readonly<Record<string, Level>>>>;

/** The level that `x-provenance` gives to a keyword, and within `required` to a field. */
export function levelOf(node: { readonly "x-provenance"?: Provenance }, keyword: string, field = ""): Level {
  const provenance = node["x-provenance"];
  const ofKeyword = typeof provenance === "object" ? provenance[keyword] : provenance;
  const level = typeof ofKeyword === "object" ? ofKeyword[field] : ofKeyword;
  if (level === undefined) throw new Error(`x-provenance says nothing of ${keyword} ${field}`.trim());
  return level;
}

/** The properties from the value to what a constraint is about: for `required` to the field that must be there. */
export function subjectOf({ keyword, limit, path }: Constraint): readonly string[] {
  return keyword === "required" ? [...path, String(limit)] : path;
}

/** The pointer under which the description holds the schema of a request or an answer. */
export function pointerOf(schema: Schema): string {
  if (schema.$ref === undefined) throw new Error("an exchanged schema has a name: put it under components/schemas");
  return schema.$ref;
}

/** Whether a server that breaks a fact of this level breaks the contract; else it is reported as advice. */
export function isBreach(level: Level): boolean {
  return level === "documented" || level === "sibling";
}
