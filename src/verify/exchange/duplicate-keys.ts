/** A JSON string, or one of the characters that give JSON its structure. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/** Keys that an object of the JSON text names more than once: JSON.parse keeps the last and says nothing. */
export function duplicateKeys(json: string): string[] {
  const duplicates: string[] = [];
  const open: (Set<string> | undefined)[] = [];
  let last = "";
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":" && last.startsWith('"')) {
      const key = named(last);
      if (open.at(-1)?.has(key)) duplicates.push(key);
      open.at(-1)?.add(key);
    }
    last = token;
  }
  return duplicates;
}

/** The key as a reader gets it, `\u0069d` and `id` alike; malformed JSON is another check's concern. */
function named(token: string): string {
  try {
    return JSON.parse(token);
  } catch {
    return token;
  }
}
