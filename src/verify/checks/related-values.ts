import type { Place } from "../exchange/json-lines.js";
import { type Constraint, EACH } from "../operations/constraints.js";
import { valueAt } from "../operations/paths.js";

export type Fields = Readonly<Record<string, unknown>>;

/** An object that has a related property, and its place in the response. */
export interface Holder {
  readonly fields: Fields;
  readonly place: Place;
}

/** The property that a relation is about. */
export function propertyName({ path }: Constraint): string {
  return path.at(-1) as string;
}

/** The objects at a path, in every element of a list, and their places. */
export function findHolders(value: unknown, path: readonly string[], place: Place = []): readonly Holder[] {
  const list = path.indexOf(EACH);
  if (list !== -1) {
    const before = path.slice(0, list);
    const elements = valueAt(value, before);
    if (!Array.isArray(elements)) return [];
    return elements.flatMap((each, index) => findHolders(each, path.slice(list + 1), [...place, ...before, index]));
  }
  const holder = valueAt(value, path);
  return typeof holder === "object" && holder !== null
    ? [{ fields: holder as Fields, place: [...place, ...path] }]
    : [];
}

/** Whether two values of a format mean the same. Servers may spell one value in two ways, and cut fractions of seconds. */
export function isSame(one: unknown, other: unknown, format: string | undefined): boolean {
  if (typeof one !== "string" || typeof other !== "string") return one === other;
  if (format === "uuid") return one.toLowerCase() === other.toLowerCase();
  if (format === "date-time") return Math.abs(toInstant(one) - toInstant(other)) < 1_000;
  return one === other;
}

/** JavaScript has no leap seconds, so one counts as the second before. */
export function toInstant(time: string): number {
  return Date.parse(time.replace(/:60(?=[.Zz+-])/, ":59"));
}
