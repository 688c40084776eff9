import { makeSafe } from "../output.js";
import { cut, dim, displayWidth, green, type Piece, pad, red, wrap, yellow } from "../text.js";
import { formatNumber } from "./phone-number.js";
import { formatDuration } from "./progress.js";
import type { Result } from "./result.js";

type Outcome = Result["outcome"];

/** In the order in which they are counted and explained. */
const MARKS: Readonly<Record<Outcome, Piece>> = {
  registered: green("✓"),
  "already registered": green("✓"),
  "would be registered": dim("·"),
  rejected: red("✗"),
  unknown: yellow("?"),
  "not sent": red("✗"),
};
const OUTCOMES = Object.keys(MARKS) as Outcome[];
const FAILURES: readonly Outcome[] = ["rejected", "unknown", "not sent"];

/** How many numbers of one group are named. Every one of them is in the output of --json. */
const MAX_NAMED = 20;
const MAX_LABEL_WIDTH = 24;
const MAX_REASON_WIDTH = 400;
const INDENT = "      ";

export const isGood = ({ outcome }: Pick<Result, "outcome">) => !FAILURES.includes(outcome);

/** `✓ +14155550123 registered: id 3f2c...`, for one of several or the only number. */
export function formatResult({ number, outcome, id, at, why }: Result, isOnly: boolean): Piece[] {
  const when = at === undefined ? "" : `, sent on ${at.slice(0, 10)}`;
  const what = id === undefined ? makeSafe(why ?? "") : `id ${makeSafe(id)}${when}`;
  return ["  ", MARKS[outcome], ` ${isOnly ? "" : `${number} `}${outcome}${what && `: ${what}`}`];
}

/** `✓ 14 registered   ✗ 2 rejected   ? 4 unknown   (1 min 12 s)`, on as many lines as it takes. */
export function formatCounts(results: readonly Result[], seconds: number, columns: number): Piece[][] {
  const counts = new Map<Outcome, number>();
  for (const { outcome } of results) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const lines: Piece[][] = [];
  let width = columns;
  const add = (text: string, ...pieces: Piece[]) => {
    if (width + text.length > columns) {
      lines.push(["  "]);
      width = 2;
    } else lines.at(-1)?.push("   ");
    lines.at(-1)?.push(...pieces, text);
    width += text.length + 4;
  };
  for (const outcome of OUTCOMES) if (counts.has(outcome)) add(` ${counts.get(outcome)} ${outcome}`, MARKS[outcome]);
  add(`(${formatDuration(seconds)})`);
  return lines;
}

/** Each reason once, with the numbers that it is about. */
export function formatFailures(
  results: readonly Result[],
  labels: ReadonlyMap<string, string>,
  columns: number,
): Piece[][] {
  const groups = new Map<string, Result[]>();
  for (const result of results) {
    if (isGood(result)) continue;
    const key = `${result.outcome}\n${result.reason ?? result.why ?? ""}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [result]);
    else group.push(result);
  }
  return FAILURES.flatMap((outcome) => [...groups.values()].filter(([first]) => first?.outcome === outcome)).flatMap(
    (group) => formatGroup(group, labels, columns),
  );
}

function formatGroup(group: readonly Result[], labels: ReadonlyMap<string, string>, columns: number): Piece[][] {
  const [{ outcome, reason, why } = group[0] as Result] = group;
  const because = cut(makeSafe(reason ?? why ?? ""), MAX_REASON_WIDTH);
  const names = group.slice(0, MAX_NAMED).map(({ number }) => {
    const label = labels.get(number);
    return !label ? formatNumber(number) : `${formatNumber(number)}  ${cut(makeSafe(label), MAX_LABEL_WIDTH)}`;
  });
  const left = group.length - names.length;
  const rows = fillRows(names, columns).map((row): Piece[] => [INDENT, row]);
  const more: Piece[][] = left > 0 ? [[INDENT, dim(`… ${left} more`)]] : [];
  const [first = "", ...others] = wrap(`${outcome}${because && `: ${because}`}`, columns - INDENT.length);
  const reasonLines: Piece[][] = [["  ", MARKS[outcome], ` ${first}`], ...others.map((line) => [`    ${line}`])];
  return [...reasonLines, ...rows, ...more];
}

/** As many names next to each other as the terminal has room for, in columns. */
function fillRows(names: readonly string[], columns: number): string[] {
  let width = 0;
  for (const name of names) width = Math.max(width, displayWidth(name));
  const perRow = Math.max(1, Math.floor((columns - INDENT.length + 4) / (width + 4)));
  return Array.from({ length: Math.ceil(names.length / perRow) }, (_, row) =>
    names
      .slice(row * perRow, (row + 1) * perRow)
      .map((name) => pad(name, width))
      .join("    ")
      .trimEnd(),
  );
}
