import { type Constraint, EACH } from "../operations/constraints.js";
import { valueAt } from "../operations/paths.js";
import { violatedConstraints } from "../operations/violated-constraints.js";

/** How a value breaks a constraint by the strictest reading of the description, or `undefined`. */
export function brokenBy(constraint: Constraint, value: unknown, schemaPointer: string): string | undefined {
  if (!violatedBy(value, schemaPointer).includes(constraint.pointer)) return undefined;
  const { keyword, limit, path } = constraint;
  const where = path.join(".") || "the body";
  // Which element of a list is wrong, the list itself shows best.
  const list = path.indexOf(EACH);
  if (keyword === "required") return `${where} has no ${limit}`;
  const found = JSON.stringify(valueAt(value, list === -1 ? path : path.slice(0, list))) ?? "nothing";
  return `${where} is ${found}; ${keyword} is ${JSON.stringify(limit)}`;
}

const known = new WeakMap<object, Map<string, readonly string[]>>();

/** What a body violates, found once for the checks of all constraints. */
function violatedBy(value: unknown, schemaPointer: string): readonly string[] {
  if (typeof value !== "object" || value === null) return violatedConstraints(value, schemaPointer);
  const byPointer = known.get(value) ?? new Map<string, readonly string[]>();
  known.set(value, byPointer);
  const violated = byPointer.get(schemaPointer) ?? violatedConstraints(value, schemaPointer);
  byPointer.set(schemaPointer, violated);
  return violated;
}
