/** A JSON string, with the colon after it if it is a key, or the beginning or end of an object. */
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|[{}]/g;

/** Keys that appear more than once in an object of a valid JSON text. `JSON.parse` silently keeps the last. */
export function findDuplicateKeys(json: string): string[] {
  const duplicates: string[] = [];
  const outer: Set<string>[] = [];
  let keys = new Set<string>();
  for (const [token, text, colon] of json.matchAll(TOKEN)) {
    if (token === "{") {
      outer.push(keys);
      keys = new Set();
    } else if (token === "}") {
      keys = outer.pop() as Set<string>;
    } else if (colon) {
      // The key that a parser sees: `\u0069d` and `id` are the same.
      const key: string = JSON.parse(String(text));
      if (keys.has(key)) duplicates.push(key);
      keys.add(key);
    }
  }
  return duplicates;
}
