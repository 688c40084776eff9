/** Where a value is in a JSON text: the keys and indexes that lead to it. */
export type Place = readonly (string | number)[];

/** A line of formatted JSON, and the value that begins on it. */
export interface JsonLine {
  readonly text: string;
  readonly place: Place;
}

/** Formats a JSON value as `JSON.stringify(value, null, 2)` does, and keeps the place of each line. */
export function formatJson(value: unknown, place: Place = [], label = "", end = ""): JsonLine[] {
  const indent = "  ".repeat(place.length);
  const entries = childrenOf(value);
  if (entries === undefined || entries.length === 0) {
    return [{ text: `${indent}${label}${JSON.stringify(value)}${end}`, place }];
  }
  const isList = Array.isArray(value);
  const inner = entries.flatMap(([key, child], index) =>
    formatJson(child, [...place, key], isList ? "" : `${JSON.stringify(key)}: `, index < entries.length - 1 ? "," : ""),
  );
  return [
    { text: `${indent}${label}${isList ? "[" : "{"}`, place },
    ...inner,
    { text: `${indent}${isList ? "]" : "}"}${end}`, place: [...place, ""] },
  ];
}

function childrenOf(value: unknown): [string | number, unknown][] | undefined {
  if (Array.isArray(value)) return value.map((child, index) => [index, child]);
  return typeof value === "object" && value !== null ? Object.entries(value) : undefined;
}

/** `data[0].createdAt`. */
export function formatPlace(place: Place): string {
  return place
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))
    .join("")
    .replace(/^\./, "");
}
