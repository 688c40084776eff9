import { readFile } from "node:fs/promises";
import { escapeText } from "./svg.js";

// The README's chart. It shows figures of scripts/bench/README.md, so the two can't differ.

const SOURCE = "scripts/bench/README.md";

/** The clients in the chart: ours, and the SDKs of other vendors. */
const CLIENTS = ["hamsa-twilio", "openai", "stripe", "twilio", "elevenlabs"];

interface Panel {
  readonly title: string;
  readonly unit: string;
  /** The table's heading in the source, and its column with the figures. */
  readonly table: string;
  readonly column: string;
}

const PANELS: readonly Panel[] = [
  { title: "Smallest program, gzipped", unit: "kB", table: "## Size", column: "gzip, kB" },
  { title: "Time to import", unit: "ms", table: "## Import time", column: "median, ms" },
];

const WIDTH = 380;
const LABEL = 116;
const FIGURE = 72;
const ROW = 24;
const PANEL = 36 + CLIENTS.length * ROW;

/** Draws the chart, narrow enough to be read on a phone. */
export async function drawChart(): Promise<string> {
  const source = await readFile(SOURCE, "utf8");
  const panels = PANELS.map((panel, index) => drawPanel(panel, readColumn(source, panel), 12 + index * (PANEL + 12)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${PANELS.length * (PANEL + 12) + 12}" width="${WIDTH}" role="img">
  <title>Size and import time of hamsa-twilio and of other vendors' SDKs</title>
  <style>
    text { font: 14px system-ui, sans-serif; fill: #24292f }
    .title, .ours { font-weight: 600 }
    .figure { text-anchor: start }
    rect { fill: #8c959f }
    rect.ours { fill: #1a7f37 }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 }
      rect { fill: #6e7681 }
      rect.ours { fill: #3fb950 }
    }
  </style>
${panels.join("\n")}
</svg>
`;
}

/** Reads a column of one of the source's tables, by client. */
function readColumn(source: string, { table, column }: Panel): ReadonlyMap<string, number> {
  const [, section = ""] = source.split(`\n${table} `);
  const [head = [], , ...rows] =
    section
      .split("\n## ")[0]
      ?.split("\n")
      .filter((line) => line.startsWith("|"))
      .map((line) => line.split("|").map((cell) => cell.trim())) ?? [];
  const index = head.indexOf(column);
  if (index === -1) throw new Error(`${SOURCE} has no column "${column}" below "${table}".`);
  // The import time is measured for two forms of our package; users get one file.
  return new Map(rows.map((row) => [(row[1] ?? "").replace(", one file", ""), Number(row[index])]));
}

function drawPanel({ title, unit }: Panel, figures: ReadonlyMap<string, number>, top: number): string {
  const largest = Math.max(...CLIENTS.map((client) => figures.get(client) ?? 0));
  const rows = CLIENTS.map((client, index) => {
    const figure = figures.get(client);
    if (figure === undefined) throw new Error(`${SOURCE} has no figure of ${client} for "${title}".`);
    const width = Math.max(2, Math.round((figure / largest) * (WIDTH - LABEL - FIGURE - 16)));
    const y = top + 44 + index * ROW;
    const style = client === CLIENTS[0] ? ' class="ours"' : "";
    return [
      `  <text x="8" y="${y}"${style}>${client}</text>`,
      `  <rect x="${LABEL}" y="${y - 11}" width="${width}" height="14" rx="2"${style}/>`,
      `  <text x="${LABEL + width + 8}" y="${y}"${style}>${escapeText(`${formatFigure(figure)} ${unit}`)}</text>`,
    ].join("\n");
  });
  return [`  <text x="8" y="${top + 14}" class="title">${escapeText(title)}</text>`, ...rows].join("\n");
}

const formatFigure = (figure: number) => Math.round(figure).toLocaleString("en");
