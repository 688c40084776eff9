import { inspect } from "node:util";

/** Everything that a program could see, print or store of a value, as one text. */
export function observable(value: unknown): string {
  const seen = new Set<unknown>();
  const parts: string[] = [];
  const look = (each: unknown) => {
    if (each === null || each === undefined || seen.has(each)) return;
    seen.add(each);
    parts.push(inspect(each, { showHidden: true, depth: Infinity, getters: true, maxStringLength: Infinity }));
    parts.push(
      attempted(() => String(each)),
      attempted(() => JSON.stringify(each)),
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

/** What a conversion gives; one that throws shows its error. */
function attempted(convert: () => string | undefined): string {
  try {
    return convert() ?? "";
  } catch (error) {
    return String(error);
  }
}
