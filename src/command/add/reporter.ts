import { clearLine, cursorTo } from "node:readline";
import type { PhoneNumber } from "../../index.js";
import { formatTable, toPrintable } from "../print.js";
import type { Candidate } from "./look-up.js";
import { formatNumber } from "./phone-number.js";
import type { Result } from "./register.js";
import type { OwnedNumber } from "./twilio.js";

const MARKS: Readonly<Record<Result["outcome"], string>> = {
  registered: "✓",
  "already registered": "✓",
  "would be registered": "·",
  rejected: "✗",
  unknown: "?",
  "not sent": "✗",
};

/** Prints each result as it comes, and all of them at the end. */
export class Reporter {
  readonly results: Result[] = [];
  readonly #numbers: readonly string[];
  readonly #json: boolean;
  readonly #hasBar: boolean;

  constructor(numbers: readonly string[], json: boolean) {
    this.#numbers = numbers;
    this.#json = json;
    this.#hasBar = numbers.length > 1 && process.stderr.isTTY === true;
  }

  add(result: Result): void {
    this.results.push(result);
    if (this.#hasBar) this.#draw(true);
    // Without a bar, a line for each number shows the progress.
    if (this.#json) console.log(JSON.stringify(result));
    else if (isGood(result)) {
      if (!this.#hasBar) console.log(this.#formatLine(result));
    } else console.error(this.#formatLine(result));
    if (this.#hasBar) this.#draw(false);
  }

  /** Prints the table, and what to do about numbers that are not registered. */
  finish({ isInterrupted, hasJournal }: { isInterrupted: boolean; hasJournal: boolean }): void {
    if (this.#hasBar) this.#draw(true);
    const reported = new Set(this.results.map(({ number }) => number));
    for (const number of this.#numbers.filter((each) => !reported.has(each)))
      this.results.push({ number, outcome: "not sent", why: "Interrupted before it was sent." });
    if (this.#numbers.length > 1) (this.#json ? console.error : console.log)(this.#formatSummary());
    const advice = adviseOn(this.results, isInterrupted, hasJournal);
    if (advice !== undefined) console.error(`\n  ${advice}`);
  }

  #formatLine({ number, outcome, id, why }: Result): string {
    const what = id === undefined ? (why ?? "") : `id ${id}`;
    const which = this.#numbers.length === 1 ? "" : `${number} `;
    return `  ${MARKS[outcome]} ${which}${outcome}${what && `: ${toPrintable(what)}`}`;
  }

  #formatSummary(): string {
    const rows = this.results.map(({ number, outcome, id, why = "" }) => [
      `  ${MARKS[outcome]} ${number}`,
      outcome,
      id ?? toPrintable(why),
    ]);
    return `\n${formatTable(["    NUMBER", "OUTCOME", "ID, OR WHY NOT"], rows)}\n\n  ${formatCounts(this.results)}`;
  }

  #draw(isClearing: boolean): void {
    cursorTo(process.stderr, 0);
    clearLine(process.stderr, 0);
    if (isClearing) return;
    const [done, total] = [this.results.length, this.#numbers.length];
    const filled = "#".repeat(Math.round((20 * done) / total)).padEnd(20, ".");
    process.stderr.write(`  [${filled}] ${done} of ${total}`);
  }
}

/** What to do next. Without a journal, only the list remembers what was sent. */
function adviseOn(results: readonly Result[], isInterrupted: boolean, hasJournal: boolean): string | undefined {
  const isOpen = results.some(({ outcome }) => outcome === "unknown");
  if (isOpen && !hasJournal)
    return "Check with hamsa-twilio list before you run this again. If the number is in the list, it is registered.";
  if (isInterrupted) return "Interrupted. Run the same command again to resume. It never sends a number twice.";
  return isOpen
    ? "Run the same command again later. It checks the unknown numbers and never sends one twice."
    : undefined;
}

function isGood({ outcome }: Result): boolean {
  return MARKS[outcome] === "✓" || MARKS[outcome] === "·";
}

/** `398 registered, 2 unknown`. */
function formatCounts(results: readonly Result[]): string {
  const counts = Object.keys(MARKS).map(
    (outcome) => [outcome, results.filter((result) => result.outcome === outcome).length] as const,
  );
  return counts
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(", ");
}

/** `+1 415 555 0123 is yours: PN0123…cdef, "Support Line", voice ✓`. */
function formatOwnership({ phone_number, sid, friendly_name, capabilities }: OwnedNumber): string {
  const name = friendly_name ? `, "${toPrintable(friendly_name)}"` : "";
  return `${formatNumber(phone_number)} is yours: ${sid.slice(0, 6)}…${sid.slice(-4)}${name}, voice ${capabilities?.voice === false ? "✗" : "✓"}`;
}

/** Summarizes the Twilio lookup. */
export function formatTwilioLine(candidates: readonly Candidate[], problems: number): string {
  const lookedUp = candidates.filter(({ owned }) => owned !== undefined);
  const [first] = lookedUp;
  if (first?.owned && candidates.length === 1) return `  Twilio   ${formatOwnership(first.owned)}`;
  if (lookedUp.length + problems === 0) return "  Twilio   skipped";
  return `  Twilio   ${lookedUp.length} of ${lookedUp.length + problems} numbers are yours and can take voice calls`;
}

/** Summarizes which of the numbers are registered. */
export function formatHamsaLine(chosen: readonly Candidate[], registered: ReadonlyMap<string, PhoneNumber>): string {
  const known = chosen.map(({ params }) => registered.get(params.phoneNumber)).filter((found) => found !== undefined);
  const [first] = known;
  if (chosen.length > 1) return `  Hamsa    ${known.length} of ${chosen.length} already registered`;
  return `  Hamsa    ${first === undefined ? "not registered yet" : `already registered as "${toPrintable(first.label)}"`}`;
}

const SLOW_MS = 2_000;

/** Prints what the command is waiting for, every two seconds. */
export async function withWaitNotice<T>(what: string, work: Promise<T>): Promise<T> {
  const timer = setInterval(() => console.error(`  … waiting ${what}`), SLOW_MS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
