/** A JSON string, or one of the characters that give JSON its structure. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/** Keys that appear more than once in an object of a JSON text. `JSON.parse` silently keeps the last. */
export function findDuplicateKeys(json: string): string[] {
  const duplicates: string[] = [];
  const enclosing: (Set<string> | undefined)[] = [];
  let last = "";
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === "{") enclosing.push(new Set());
    else if (token === "[") enclosing.push(undefined);
    else if (token === "}" || token === "]") enclosing.pop();
    else if (token === ":" && last.startsWith('"')) {
      const key = decodeKey(last);
      if (enclosing.at(-1)?.has(key)) duplicates.push(key);
      enclosing.at(-1)?.add(key);
    }
    last = token;
  }
  return duplicates;
}

/** The key that a parser sees: `\u0069d` and `id` are the same. Malformed JSON is left to another check. */
function decodeKey(token: string): string {
  try {
    return JSON.parse(token);
  } catch {
    return token;
  }
}
