import { afterAll, describe, test } from "vitest";
import { type Killed, killRate } from "./kill-table.js";
import type { Mutant } from "./mutant.js";
import { failuresOf } from "./trial.js";

/** Promises of each mutant that exactly the checks which it names catch it, and prints the kill rate. */
export function promiseKills(family: string, mutants: readonly Mutant[]): void {
  describe(`mutants: ${family}`, () => {
    const trials: Killed[] = [];
    afterAll(() => console.log(`${family}: ${killRate(trials)}`));
    const byName = mutants.map((mutant) => [mutant.name, mutant] as const);
    test.concurrent.for(byName)("catches a provider that %s", async ([, mutant], { expect }) => {
      const failures = await failuresOf(mutant.provider);
      trials.push({ mutant, failures });
      expect(failures).toEqual([...mutant.caughtBy].sort());
    });
  });
}
