import { makeSafe } from "./output.js";
import { cut, displayWidth, pad } from "./text.js";

/** A longer name or reason is cut: it says no more, and one of them would push every other column out of sight. */
const MAX_CELL_WIDTH = 60;

const GAP = 2;
const MIN_COLUMNS = 2;

/** A table with columns as wide as they need to be. The last columns are left out if there is no room for them. */
export function formatTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  maxWidth = Number.POSITIVE_INFINITY,
): string[] {
  const widths = head.map(displayWidth);
  const cells = rows.map((row) => row.map((cell) => cut(makeSafe(cell), MAX_CELL_WIDTH)));
  for (const row of cells)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell));
  let [columns, width] = [0, -GAP];
  for (const each of widths) {
    width += GAP + each;
    if (width <= maxWidth || columns < MIN_COLUMNS) columns += 1;
  }
  return [head, ...cells].map((row) =>
    row
      .slice(0, columns)
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join(" ".repeat(GAP))
      .trimEnd(),
  );
}
