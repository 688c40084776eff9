/** A number is rounded to the digits that matter; a string is shown as it is. */
export type Cell = string | number;

/** The rows that one benchmark measured. */
export interface BenchResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** One table of the benchmark. */
export interface Bench {
  readonly name: string;
  readonly title: string;
  /** One sentence on how to read the table. */
  readonly read: string;
  run(progress: (step: string) => void): Promise<BenchResult>;
}

/** Renders the table as aligned Markdown, for the terminal and the README. */
export function renderTable({ columns, rows }: BenchResult): string {
  const cells = [columns, ...rows].map((row) => row.map(formatCell));
  const widths = columns.map((_, column) => Math.max(3, ...cells.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) => `| ${widths.map((width, i) => pad(row[i] ?? "", width, i)).join(" | ")} |`;
  const rule = `|${widths.map((width, i) => "-".repeat(width + 1) + (i === 0 ? "-" : ":")).join("|")}|`;
  const [head = [], ...body] = cells;
  return [line(head), rule, ...body.map(line)].join("\n");
}

function pad(text: string, width: number, column: number): string {
  return column === 0 ? text.padEnd(width) : text.padStart(width);
}

function formatCell(cell: Cell): string {
  if (typeof cell === "string") return cell;
  if (Number.isInteger(cell)) return cell.toLocaleString("en").replaceAll(",", " ");
  return Math.abs(cell) >= 100 ? String(Math.round(cell)) : cell.toFixed(Math.abs(cell) >= 10 ? 1 : 2);
}
