import type { Schema } from "../../../openapi/read.js";
import type { Constraint } from "../operations/constraints.js";
import { valueAt, withAt } from "../operations/paths.js";
import { violatedConstraints } from "../operations/violated-constraints.js";

/** A value that breaks a constraint, and as little else as possible. */
export interface Counterexample {
  readonly value: unknown;
  /** Pointers of the other constraints that it necessarily breaks. */
  readonly alsoBreaks: readonly string[];
}

/**
 * Breaks one constraint of a valid value. Of the candidates for the keyword, it takes the one that breaks the
 * fewest other constraints: an empty string breaks a length, and often a pattern as well.
 */
export function findCounterexample(constraint: Constraint, valid: unknown, schema: Schema): Counterexample {
  const found = listCandidates(constraint, valueAt(valid, constraint.path))
    .map((candidate) => {
      const value = withAt(valid, constraint.path, candidate);
      return { value, breaks: violatedConstraints(value, schema) };
    })
    .filter(({ breaks }) => breaks.includes(constraint.pointer))
    .sort((one, other) => one.breaks.length - other.breaks.length)[0];
  if (found === undefined)
    throw new Error(`No candidate breaks ${constraint.pointer}. Add some for its keyword to counterexamples.ts.`);
  return {
    value: found.value,
    alsoBreaks: found.breaks.filter((pointer) => pointer !== constraint.pointer),
  };
}

/** Values of another type that lenient servers accept: `null`, and a list with the valid value. */
export function findLenientValues(constraint: Constraint, valid: unknown, schema: Schema): Counterexample[] {
  if (constraint.keyword !== "type") return [];
  return [null, [valueAt(valid, constraint.path)]].flatMap((replacement) => {
    const value = withAt(valid, constraint.path, replacement);
    const breaks = violatedConstraints(value, schema);
    if (!breaks.includes(constraint.pointer)) return [];
    return [{ value, alsoBreaks: breaks.filter((pointer) => pointer !== constraint.pointer) }];
  });
}

/** Values that may break a keyword, derived from a valid one. */
function listCandidates({ keyword, limit }: Constraint, valid: unknown): unknown[] {
  const text = typeof valid === "string" ? valid : (JSON.stringify(valid) ?? "");
  switch (keyword) {
    case "type":
      return [1, "text", true, null, [], {}];
    case "required":
      return [omit(valid, String(limit))];
    case "const":
    case "enum":
      return [!limit, `${text}x`, 0, null];
    case "minLength":
      return [text.slice(0, Number(limit) - 1)];
    case "maxLength":
      return [text.padEnd(Number(limit) + 1, text.at(-1) ?? "x")];
    case "pattern":
    case "format":
      return [text.slice(0, -1), `${text}0`, ` ${text}`, text.replace(/[0-9A-Za-z]/g, "-"), "-", ""];
    case "minimum":
      return [Number(limit) - 1];
    case "maximum":
      return [Number(limit) + 1];
    case "minItems":
      return [(valid as unknown[]).slice(0, Number(limit) - 1)];
    case "maxItems":
      return [Array.from({ length: Number(limit) + 1 }, () => (valid as unknown[])[0])];
    case "additionalProperties":
      return [{ ...(valid as object), anUndescribedProperty: true }];
    default:
      return [];
  }
}

function omit(value: unknown, field: string): unknown {
  return Object.fromEntries(Object.entries(value as object).filter(([name]) => name !== field));
}
