import { clearLine, cursorTo } from "node:readline";
import type { PhoneNumber } from "../../index.js";
import type { Candidate } from "./look-up.js";
import { grouped } from "./phone-number.js";
import type { Result } from "./register.js";
import type { OwnedNumber } from "./twilio.js";

/** A line for people: beside results for programs, on standard error. */
export type Tell = (line: string) => void;

const MARKS: Readonly<Record<Result["outcome"], string>> = {
  registered: "✓",
  "already registered": "✓",
  "would be registered": "·",
  rejected: "✗",
  unknown: "?",
  "not sent": "✗",
};

/** Tells each result as it comes, and all of them at the end. */
export class Teller {
  readonly results: Result[] = [];
  readonly #numbers: readonly string[];
  readonly #json: boolean;
  readonly #hasBar: boolean;

  constructor(numbers: readonly string[], json: boolean) {
    this.#numbers = numbers;
    this.#json = json;
    this.#hasBar = numbers.length > 1 && process.stderr.isTTY === true;
  }

  result(result: Result): void {
    this.results.push(result);
    if (this.#hasBar) this.#draw(true);
    // A bar moves along: one line each is for those who can't see it, and for programs.
    if (this.#json) console.log(JSON.stringify(result));
    else if (isGood(result)) {
      if (!this.#hasBar) console.log(this.#line(result));
    } else console.error(this.#line(result));
    if (this.#hasBar) this.#draw(false);
  }

  /** The table, and what to do about what is not registered. */
  end({ isInterrupted, hasJournal }: { isInterrupted: boolean; hasJournal: boolean }): void {
    if (this.#hasBar) this.#draw(true);
    const told = new Set(this.results.map(({ number }) => number));
    for (const number of this.#numbers.filter((each) => !told.has(each)))
      this.results.push({ number, outcome: "not sent", why: "Interrupted before it." });
    if (this.#numbers.length > 1) (this.#json ? console.error : console.log)(this.#summary());
    const advice = adviceOn(this.results, isInterrupted, hasJournal);
    if (advice !== undefined) console.error(`\n  ${advice}`);
  }

  #line({ number, outcome, id, why }: Result): string {
    const what = id === undefined ? (why ?? "") : `id ${id}`;
    const which = this.#numbers.length === 1 ? "" : `${number} `;
    return `  ${MARKS[outcome]} ${which}${outcome}${what && `: ${printable(what)}`}`;
  }

  #summary(): string {
    const rows = this.results.map(({ number, outcome, id, why = "" }) => [
      `  ${MARKS[outcome]} ${number}`,
      outcome,
      id ?? printable(why),
    ]);
    return `\n${table(["    NUMBER", "OUTCOME", "ID, OR WHY NOT"], rows)}\n\n  ${counted(this.results)}`;
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

/** What to do next. Without a journal the list alone remembers what was sent. */
function adviceOn(results: readonly Result[], isInterrupted: boolean, hasJournal: boolean): string | undefined {
  const isOpen = results.some(({ outcome }) => outcome === "unknown");
  if (isOpen && !hasJournal)
    return "Look with hamsa-twilio list before you run this again: if the number is there, it is registered.";
  if (isInterrupted) return "Interrupted. Run the same command again to go on; nothing is sent twice.";
  return isOpen
    ? "Run the same command again, later: it looks for what is unknown, and sends nothing twice."
    : undefined;
}

function isGood({ outcome }: Result): boolean {
  return MARKS[outcome] === "✓" || MARKS[outcome] === "·";
}

/** `398 registered, 2 unknown`. */
function counted(results: readonly Result[]): string {
  const counts = Object.keys(MARKS).map(
    (outcome) => [outcome, results.filter((result) => result.outcome === outcome).length] as const,
  );
  return counts
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(", ");
}

/** A table with columns as wide as they need to be. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Names and reasons come from elsewhere: they must not move the cursor, nor begin a new line. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}

/** `+1 415 555 0123 is yours: PN0123…cdef, "Support Line", voice ✓`. */
function ownership({ phone_number, sid, friendly_name, capabilities }: OwnedNumber): string {
  const name = friendly_name ? `, "${printable(friendly_name)}"` : "";
  return `${grouped(phone_number)} is yours: ${sid.slice(0, 6)}…${sid.slice(-4)}${name}, voice ${capabilities?.voice === false ? "✗" : "✓"}`;
}

/** What Twilio says of the numbers. */
export function twilioLine(candidates: readonly Candidate[], problems: number): string {
  const asked = candidates.filter(({ owned }) => owned !== undefined);
  const [first] = asked;
  if (first?.owned && candidates.length === 1) return `  Twilio   ${ownership(first.owned)}`;
  if (asked.length + problems === 0) return "  Twilio   not asked";
  return `  Twilio   ${asked.length} of ${asked.length + problems} numbers are yours and take voice calls`;
}

/** What Hamsa has of them. */
export function hamsaLine(chosen: readonly Candidate[], there: ReadonlyMap<string, PhoneNumber>): string {
  const known = chosen.map(({ params }) => there.get(params.phoneNumber)).filter((found) => found !== undefined);
  const [first] = known;
  if (chosen.length > 1) return `  Hamsa    ${known.length} of ${chosen.length} are registered already`;
  return `  Hamsa    ${first === undefined ? "not registered yet" : `registered already, as "${printable(first.label)}"`}`;
}

const SLOW_MS = 2_000;

/** Says what is waited for, as long as it takes. */
export async function waiting<T>(what: string, work: Promise<T>): Promise<T> {
  const timer = setInterval(() => console.error(`  … waiting ${what}`), SLOW_MS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
