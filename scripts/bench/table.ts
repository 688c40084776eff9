/** A cell: a figure is shown with what digits it deserves, a text as it is. */
export type Cell = string | number;

/** What one benchmark found. */
export interface Findings {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** One table of the benchmark. */
export interface Bench {
  readonly name: string;
  readonly title: string;
  /** One sentence on how to read the table. */
  readonly read: string;
  run(progress: (step: string) => void): Promise<Findings>;
}

/** The table as Markdown, aligned, for terminals and README alike. */
export function rendered({ columns, rows }: Findings): string {
  const cells = [columns, ...rows].map((row) => row.map(shown));
  const widths = columns.map((_, column) => Math.max(3, ...cells.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) => `| ${widths.map((width, i) => pad(row[i] ?? "", width, i)).join(" | ")} |`;
  const rule = `|${widths.map((width, i) => "-".repeat(width + 1) + (i === 0 ? "-" : ":")).join("|")}|`;
  const [head = [], ...body] = cells;
  return [line(head), rule, ...body.map(line)].join("\n");
}

function pad(text: string, width: number, column: number): string {
  return column === 0 ? text.padEnd(width) : text.padStart(width);
}

function shown(cell: Cell): string {
  if (typeof cell === "string") return cell;
  if (Number.isInteger(cell)) return cell.toLocaleString("en").replaceAll(",", " ");
  return Math.abs(cell) >= 100 ? String(Math.round(cell)) : cell.toFixed(Math.abs(cell) >= 10 ? 1 : 2);
}
