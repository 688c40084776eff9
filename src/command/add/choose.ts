import {
  createPrompt,
  isDownKey,
  isEnterKey,
  isSpaceKey,
  isUpKey,
  useKeypress,
  usePagination,
  useState,
} from "@inquirer/core";
import type { PhoneNumber } from "../../index.js";
import { formatForPrompt, makeSafe } from "../output.js";
import { bold, cut, cyan, dim, green, type Piece, pad, red } from "../text.js";
import type { Candidate } from "./look-up.js";
import { formatNumber } from "./phone-number.js";
import { promptContext } from "./prompts.js";

const MESSAGE = "Which numbers do you want to register?";
const HELP = "type to filter · space chooses · ctrl-a all · esc clears · enter ends";
const MAX_ROWS = 15;
/** Lines of the prompt next to the rows: the question, the help, and one to spare. */
const OTHER_LINES = 4;
const MAX_LABEL_WIDTH = 40;

/** A line of the list. */
interface Row {
  readonly candidate: Candidate;
  readonly text: string;
  readonly isRegistered: boolean;
}

/** Lets a person choose among the account's numbers. Those already registered can't be chosen. */
export async function choose(
  candidates: readonly Candidate[],
  registered: ReadonlyMap<string, PhoneNumber>,
  signal: AbortSignal,
): Promise<readonly Candidate[]> {
  const rows = candidates.map((candidate) => {
    const { phoneNumber, label } = candidate.params;
    const text = `${pad(formatNumber(phoneNumber), 16)}  ${cut(makeSafe(label), MAX_LABEL_WIDTH)}`;
    return { candidate, text, isRegistered: registered.has(phoneNumber) };
  });
  // The question needs at least one possible answer.
  if (rows.every(({ isRegistered }) => isRegistered)) return candidates;
  return askForRows({ rows }, promptContext(signal));
}

const askForRows = createPrompt<readonly Candidate[], { readonly rows: readonly Row[] }>(({ rows }, done) => {
  const [chosen, setChosen] = useState<ReadonlySet<Row>>(new Set());
  const [filter, setFilter] = useState("");
  const [active, setActive] = useState(0);
  const [isEmptyAnswer, setEmptyAnswer] = useState(false);
  const [isDone, setDone] = useState(false);
  const shown = rows.filter((row) => matches(row, filter));
  const selectable = shown.filter(({ isRegistered }) => !isRegistered);
  const current = selectable[Math.min(active, selectable.length - 1)];

  useKeypress((key, readline) => {
    setEmptyAnswer(false);
    if (isEnterKey(key)) {
      if (chosen.size === 0) return setEmptyAnswer(true);
      setDone(true);
      done(rows.filter((row) => chosen.has(row)).map(({ candidate }) => candidate));
      return;
    }
    const step = isUpKey(key) ? -1 : isDownKey(key) ? 1 : 0;
    const isClearing = key.name === "escape";
    const isAll = key.ctrl && key.name === "a";
    if (step !== 0)
      setActive(Math.min(Math.max(Math.min(active, selectable.length - 1) + step, 0), selectable.length - 1));
    if (isSpaceKey(key) && current !== undefined) setChosen(toggle(chosen, [current]));
    if (isAll) setChosen(toggle(chosen, selectable));
    if (step === 0 && !isClearing && !isAll && !isSpaceKey(key)) {
      setFilter(readline.line);
      if (readline.line !== filter) setActive(0);
      return;
    }
    // These keys are not part of the filter, which readline would add them to.
    if (isClearing) setFilter("");
    readline.clearLine(0);
    readline.write(isClearing ? "" : filter);
  });

  const page = usePagination({
    // It can't show an empty list.
    items: shown.length > 0 ? shown : rows,
    active: current === undefined ? 0 : shown.indexOf(current),
    renderItem: ({ item, isActive }) => formatRow(item, isActive, chosen.has(item)),
    pageSize: Math.max(3, Math.min(MAX_ROWS, (process.stderr.rows ?? 24) - OTHER_LINES)),
    loop: false,
  });
  if (isDone) return `  ${MESSAGE} ${chosen.size} chosen`;
  const count = `${chosen.size} of ${rows.length} chosen`;
  const problem = isEmptyAnswer ? [formatForPrompt("  ", red("Choose at least one number with the space bar."))] : [];
  const list = shown.length > 0 ? page : formatForPrompt(dim("    No number matches."));
  return [`  ${MESSAGE} (${count}) ${filter}`, [list, ...problem, formatForPrompt("  ", dim(HELP))].join("\n")];
});

/** Whether every word that a person typed is in the row, or the digits are in its number. */
function matches({ candidate, text }: Row, filter: string): boolean {
  const typed = filter.trim().toLowerCase();
  return text.toLowerCase().includes(typed) || candidate.params.phoneNumber.includes(typed);
}

/** Adds all of the rows, or removes them if all are in already. */
function toggle(chosen: ReadonlySet<Row>, rows: readonly Row[]): ReadonlySet<Row> {
  const changed = new Set(chosen);
  const isAdding = rows.some((row) => !chosen.has(row));
  for (const row of rows) isAdding ? changed.add(row) : changed.delete(row);
  return changed;
}

function formatRow(row: Row, isActive: boolean, isChosen: boolean): string {
  if (row.isRegistered) return formatForPrompt(dim(`    · ${row.text}  already registered`));
  const mark: Piece = isChosen ? green("◉ ") : "◯ ";
  return formatForPrompt(isActive ? cyan("  ❯ ") : "    ", mark, isActive ? bold(row.text) : row.text);
}
