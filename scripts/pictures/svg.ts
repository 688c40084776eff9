/** Escapes a string for SVG. Spaces become no-break spaces, which no renderer collapses. */
export function escapeText(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    " ": "&#160;",
  };
  return text.replace(/[&<>" ]/g, (character) => entities[character] ?? character);
}
