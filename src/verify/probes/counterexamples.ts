import type { Constraint } from "../operations/constraints.js";
import { valueAt, withAt } from "../operations/paths.js";
import { violatedConstraints } from "../operations/violated-constraints.js";

/** A value that breaks a constraint, as little else as can be. */
export interface Broken {
  readonly value: unknown;
  /** Pointers of the other constraints that it can't help breaking. */
  readonly alsoBreaks: readonly string[];
}

/**
 * Breaks one constraint of a valid value. Of many candidates that fit the keyword the first wins
 * that Ajv finds to break nothing else; an empty string breaks a length and, alas, a pattern.
 */
export function breaking(constraint: Constraint, valid: unknown, schemaPointer: string): Broken {
  const found = candidates(constraint, valueAt(valid, constraint.path))
    .map((candidate) => {
      const value = withAt(valid, constraint.path, candidate);
      return { value, breaks: violatedConstraints(value, schemaPointer) };
    })
    .filter(({ breaks }) => breaks.includes(constraint.pointer))
    .sort((one, other) => one.breaks.length - other.breaks.length)[0];
  if (found === undefined)
    throw new Error(`no candidate breaks ${constraint.pointer}: teach counterexamples.ts the keyword`);
  return {
    value: found.value,
    alsoBreaks: found.breaks.filter((pointer) => pointer !== constraint.pointer),
  };
}

/**
 * What lenient servers let through where a type is asked for: besides another type `null`, and the
 * right value in a list.
 */
export function lenientValues(constraint: Constraint, valid: unknown, schemaPointer: string): Broken[] {
  if (constraint.keyword !== "type") return [];
  return [null, [valueAt(valid, constraint.path)]].flatMap((replacement) => {
    const value = withAt(valid, constraint.path, replacement);
    const breaks = violatedConstraints(value, schemaPointer);
    if (!breaks.includes(constraint.pointer)) return [];
    return [{ value, alsoBreaks: breaks.filter((pointer) => pointer !== constraint.pointer) }];
  });
}

/** Values that are likely to break a keyword, derived from a valid one. */
function candidates({ keyword, limit }: Constraint, valid: unknown): unknown[] {
  const text = typeof valid === "string" ? valid : (JSON.stringify(valid) ?? "");
  switch (keyword) {
    case "type":
      return [1, "text", true, null, [], {}].filter((other) => typeof other !== typeof valid || Array.isArray(other));
    case "required":
      return [without(valid, String(limit))];
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
    case "exclusiveMinimum":
      return [Number(limit) - 1, Number(limit)];
    case "maximum":
    case "exclusiveMaximum":
      return [Number(limit) + 1, Number(limit)];
    case "multipleOf":
      return [Number(valid) + Number(limit) / 2];
    case "minItems":
      return [(valid as unknown[]).slice(0, Number(limit) - 1)];
    case "maxItems":
      return [Array.from({ length: Number(limit) + 1 }, () => (valid as unknown[])[0])];
    case "uniqueItems":
      return [[...(valid as unknown[]), (valid as unknown[])[0]]];
    case "additionalProperties":
    case "unevaluatedProperties":
      return [{ ...(valid as object), anUndescribedProperty: true }];
    default:
      return [];
  }
}

function without(value: unknown, field: string): unknown {
  return Object.fromEntries(Object.entries(value as object).filter(([name]) => name !== field));
}
