/** Lines that begin a block of their own: a heading, a table row, a quotation, a list item, HTML. */
const BEGINS_BLOCK = /^\s*(?:#|\||>|[-*] |\d+\. |<)/;

/** Whether a line can't be continued by the next. */
const IS_CLOSED = /^\s*(?:$|#|\||<)/;

/** Joins the lines of each paragraph and each list item of Markdown. Code stays as it is. */
export function joinLines(markdown) {
  const lines = [];
  let isCode = false;
  for (const line of markdown.trim().split("\n")) {
    const isFence = line.startsWith("```");
    const last = lines.at(-1);
    const continues = last !== undefined && !IS_CLOSED.test(last) && line.trim() !== "" && !BEGINS_BLOCK.test(line);
    if (isCode || isFence || !continues || last.startsWith("```")) lines.push(line);
    else lines[lines.length - 1] = `${last} ${line.trim()}`;
    if (isFence) isCode = !isCode;
  }
  return lines.join("\n");
}
