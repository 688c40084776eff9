import type { Ajv2020 as Ajv } from "ajv/dist/2020.js";
import { strictAjv } from "./ajv.js";
import { type Constraint, EACH } from "./constraints.js";
import { at, schemas } from "./description.js";

const validators = strictAjv(schemas);

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
      return { value, breaks: brokenPointers(value, schemaPointer) };
    })
    .filter(({ breaks }) => breaks.includes(constraint.pointer))
    .sort((one, other) => one.breaks.length - other.breaks.length)[0];
  if (found === undefined) throw new Error(`no candidate breaks ${constraint.pointer}: teach breaking.ts the keyword`);
  return {
    value: found.value,
    alsoBreaks: found.breaks.filter((pointer) => pointer !== constraint.pointer),
  };
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

/** The constraints that a value breaks, as pointers into the description. */
export function brokenPointers(value: unknown, schemaPointer: string, ajv: Ajv = validators): string[] {
  const validate = ajv.getSchema(`openapi${schemaPointer}`);
  if (validate === undefined) throw new Error(`no schema at ${schemaPointer}`);
  validate(value);
  return (validate.errors ?? []).map(({ schemaPath, keyword, params }) => {
    // Ajv writes paths within the compiled schema relative to it, within a referenced one from the root.
    const pointer = schemaPath.startsWith("#/components") ? schemaPath : `${schemaPointer}${schemaPath.slice(1)}`;
    return keyword === "required" ? `${pointer}/${(at(pointer) as string[]).indexOf(params.missingProperty)}` : pointer;
  });
}

/** The value with something else at a path; of a list, in its first element. */
export function withAt(value: unknown, [first, ...rest]: readonly string[], replacement: unknown): unknown {
  if (first === undefined) return replacement;
  if (first === EACH) {
    const [element, ...others] = Array.isArray(value) ? value : [];
    return [withAt(element, rest, replacement), ...others];
  }
  const object = value as Record<string, unknown>;
  return { ...object, [first]: withAt(object[first], rest, replacement) };
}

/** What stands at a path; of a list, in its first element. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  const keys = path.map((key) => (key === EACH ? "0" : key));
  return keys.reduce((node, key) => (node as Record<string, unknown> | null | undefined)?.[key], value);
}

function without(value: unknown, field: string): unknown {
  return Object.fromEntries(Object.entries(value as object).filter(([name]) => name !== field));
}
