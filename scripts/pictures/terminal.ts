import type { IBufferCell, Terminal } from "@xterm/headless";
import { escapeText } from "./svg.js";

const LINE = 22;
const CHARACTER = 8.45;
const MARGIN = 16;

/** The palette of a dark terminal, by the number of the color. */
const COLORS: Readonly<Record<number, string>> = {
  1: "#ff7b72",
  2: "#56d364",
  3: "#e3b341",
  4: "#79c0ff",
  5: "#d2a8ff",
  6: "#76e3ea",
  8: "#8b949e",
};

/** Characters in a row that look the same. */
interface Run {
  readonly style: string;
  text: string;
}

/** Draws what a terminal shows, below the line that was typed. */
export function drawTerminal(terminal: Terminal, typed: string): string {
  const lines = [wrap(typed, terminal.cols), readLines(terminal)].flat();
  const width = Math.ceil(terminal.cols * CHARACTER) + 2 * MARGIN;
  const height = lines.length * LINE + 28;
  const text = lines.map(
    (runs, index) => `  <text x="${MARGIN}" y="${32 + index * LINE}">${runs.map(drawRun).join("")}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" role="img">
  <title>A session of hamsa-twilio add</title>
  <rect width="100%" height="100%" rx="8" fill="#16202c"/>
  <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="#e6edf3">
${text.join("\n")}
  </g>
</svg>
`;
}

function wrap(text: string, columns: number): Run[][] {
  const lines = Array.from({ length: Math.ceil(text.length / columns) }, (_, index) =>
    text.slice(index * columns, (index + 1) * columns),
  );
  return lines.map((line) => [{ style: "", text: line }]);
}

function readLines({ buffer, rows }: Terminal): Run[][] {
  const lines = Array.from({ length: rows }, (_, row) => {
    const line = buffer.active.getLine(row);
    const runs: Run[] = [];
    for (let column = 0; column < (line?.length ?? 0); column++) {
      const cell = line?.getCell(column);
      if (cell === undefined || cell.getWidth() === 0) continue;
      const style = styleOf(cell);
      const last = runs.at(-1);
      if (last?.style === style) last.text += cell.getChars() || " ";
      else runs.push({ style, text: cell.getChars() || " " });
    }
    return runs.map((run, index) => (index === runs.length - 1 ? { ...run, text: run.text.trimEnd() } : run));
  });
  const isEmpty = (runs: readonly Run[]) => runs.every(({ text }) => text.trim() === "");
  const end = lines.findLastIndex((runs) => !isEmpty(runs));
  return lines.slice(0, end + 1);
}

function styleOf(cell: IBufferCell): string {
  const color = cell.isFgPalette() ? COLORS[cell.getFgColor() % 8 || 8] : undefined;
  return [
    ...(color ? [`fill="${color}"`] : cell.isDim() ? ['fill="#8b949e"'] : []),
    ...(cell.isBold() ? ['font-weight="bold"'] : []),
  ].join(" ");
}

function drawRun({ style, text }: Run): string {
  return style === "" ? escapeText(text) : `<tspan ${style}>${escapeText(text)}</tspan>`;
}
