import { inspect } from "node:util";

/** Everything that a program could read, print or store of a value, as one string. */
export function inspectDeeply(value: unknown): string {
  const seen = new Set<unknown>();
  const parts: string[] = [];
  const look = (each: unknown) => {
    if (each === null || each === undefined || seen.has(each)) return;
    seen.add(each);
    parts.push(inspect(each, { showHidden: true, depth: Infinity, getters: true, maxStringLength: Infinity }));
    parts.push(
      tryConversion(() => String(each)),
      tryConversion(() => JSON.stringify(each)),
    );
    if (each instanceof Headers) parts.push(JSON.stringify([...each]));
    if (each instanceof Response) look([each.statusText, each.url, each.headers]);
    if (typeof each !== "object" && typeof each !== "function") return;
    for (const key of Reflect.ownKeys(each)) {
      parts.push(String(key));
      look(Reflect.get(each, key));
    }
  };
  look(value);
  return parts.join("\n");
}

/** A conversion's result, or the error that it throws. */
function tryConversion(convert: () => string | undefined): string {
  try {
    return convert() ?? "";
  } catch (error) {
    return String(error);
  }
}
