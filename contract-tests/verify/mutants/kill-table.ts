import type { Mutant } from "./mutant.js";

/** A mutant and the checks that failed on it. */
export interface Killed {
  readonly mutant: Mutant;
  readonly failures: readonly string[];
}

/** Whether a mutant was caught by the checks that it names, and by no others. */
export function isKilled({ mutant, failures }: Killed): boolean {
  return failures.length > 0 && failures.join() === [...mutant.caughtBy].sort().join();
}

/** "287 of 287 mutants killed, each by exactly the checks that it names (100.0 %)". */
export function killRate(trials: readonly Killed[]): string {
  const killed = trials.filter(isKilled).length;
  const percent = ((100 * killed) / trials.length).toFixed(1);
  return `${killed} of ${trials.length} mutants killed, each by exactly the checks that it names (${percent} %)`;
}

/** Mutants by checks: a row for each mutant, and how often each check killed. */
export function killTable(trials: readonly Killed[]): string {
  const rows = trials.map((trial) => {
    const mark = isKilled(trial) ? "✓" : "✗";
    return `${mark} a provider that ${trial.mutant.name}\n    ${trial.failures.join(", ") || "caught by nothing"}`;
  });
  const ids = [...new Set(trials.flatMap(({ failures }) => failures))].sort();
  const counts = ids.map((id) => {
    const kills = trials.filter(({ failures }) => failures.includes(id)).length;
    return `${String(kills).padStart(5)}  ${id}`;
  });
  return [...rows, "", "kills  check", ...counts, "", killRate(trials)].join("\n");
}
