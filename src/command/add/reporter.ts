import { printError, printJson, printLine } from "../output.js";
import { formatTable } from "../table.js";
import { Progress } from "./progress.js";
import type { Result } from "./result.js";
import { formatCounts, formatFailures, formatResult, isGood } from "./summary.js";

/** On a terminal, more results are counted instead of printed: they would only rush by. */
const MAX_PRINTED = 20;

/** Without a terminal, how wide the summary may be. */
const DEFAULT_COLUMNS = 100;

interface Options {
  readonly json?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
}

/** Prints each result as it comes, and at the end what happened to every number. */
export class Reporter {
  readonly #results = new Map<string, Result>();
  /** Every number of the run, with its label. */
  readonly #labels: ReadonlyMap<string, string>;
  readonly #options: Options;
  readonly #progress: Progress | undefined;
  readonly #startedAt = performance.now();
  readonly #isOnly: boolean;
  readonly #printsResults: boolean;

  constructor(labels: ReadonlyMap<string, string>, options: Options) {
    this.#labels = labels;
    this.#options = options;
    this.#isOnly = labels.size === 1;
    this.#progress = this.#isOnly || options.dryRun ? undefined : new Progress(labels.size);
    this.#printsResults = !options.dryRun && (!process.stderr.isTTY || labels.size <= MAX_PRINTED);
  }

  get results(): readonly Result[] {
    return [...this.#results.values()];
  }

  /** Shows the number as under way. */
  start(number: string): void {
    this.#progress?.start(number);
  }

  add(result: Result): void {
    this.#results.set(result.number, result);
    this.#progress?.finish(result.number, isGood(result));
    if (this.#options.json) printJson(result);
    // Failures of several numbers are explained at the end, each reason once.
    else if (this.#isOnly) (isGood(result) ? printLine : printError)(...formatResult(result, true));
    else if (this.#printsResults && isGood(result)) printLine(...formatResult(result, false));
  }

  /** Prints the summary. Numbers without a result were not sent. */
  finish({ whyNotSent, advice }: { readonly whyNotSent: string; readonly advice?: string | undefined }): void {
    for (const number of this.#labels.keys())
      if (!this.#results.has(number)) this.add({ number, outcome: "not sent", why: whyNotSent });
    this.#progress?.end();
    if (this.#options.dryRun && !this.#options.json) this.#printTable();
    if (!this.#isOnly) this.#printSummary();
    if (advice !== undefined) {
      printError("");
      printError(`  ${advice}`);
    }
  }

  #printSummary(): void {
    const { results } = this;
    printLine("");
    const columns = process.stderr.columns ?? DEFAULT_COLUMNS;
    const seconds = (performance.now() - this.#startedAt) / 1_000;
    for (const line of formatCounts(results, seconds, columns)) printLine(...line);
    const failures = formatFailures(results, this.#labels, columns);
    if (failures.length > 0) printError("");
    for (const line of failures) printError(...line);
  }

  /** What a dry run is for: which numbers would get which names. */
  #printTable(): void {
    const rows = this.results.map(({ number, label, outcome }) => [
      number,
      label ?? this.#labels.get(number) ?? "",
      outcome,
    ]);
    printLine("");
    for (const line of formatTable(["NUMBER", "LABEL", "OUTCOME"], rows)) printLine(`  ${line}`);
  }
}
