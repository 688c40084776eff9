/**
 * The source of a regular expression (to be used with the flag `i`) that finds a secret in a text,
 * each of its characters plain or as JSON, JSON within JSON, a URL, a header or HTML spells it.
 */
export function anySpellingOf(secret: string): string {
  return Array.from(secret, (char) => `(?:${spellingsOf(char).join("|")})`).join("");
}

/** Each level of JSON doubles the backslashes. Bounded, lest a page full of them take forever to search. */
const ESCAPED = "\\\\{1,8}";
const PERHAPS_ESCAPED = "\\\\{0,8}";

function spellingsOf(char: string): string[] {
  const code = char.codePointAt(0) ?? 0;
  const bytes = [...new TextEncoder().encode(char)];
  return [
    `${PERHAPS_ESCAPED}${char === " " ? "[ +]" : literal(char)}`,
    ...(/[\b\f\n\r\t]/.test(char) ? [`${ESCAPED}${JSON.stringify(char).charAt(2)}`] : []),
    char
      .split("")
      .map((unit) => `${ESCAPED}u${hex(unit.charCodeAt(0), 4)}`)
      .join(""),
    bytes.map((byte) => `%${hex(byte, 2)}`).join(""),
    `&(?:#0*${code}|#x0*${hex(code, 1)}${/[&<>"']/.test(char) ? "|[a-z]{2,4}" : ""});`,
    // A header's bytes are read as Latin-1. One alternative for each spelling: two would be tried in all combinations.
    ...(code > 127 ? [String.fromCharCode(...bytes)] : []),
  ];
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
