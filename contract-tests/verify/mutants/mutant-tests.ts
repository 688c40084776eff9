import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Run } from "../../../src/verify/verdicts/verify.js";
import { type Killed, killRate } from "./kill-table.js";
import type { Mutant } from "./mutant.js";
import { listFailed, verifyProvider } from "./run-verification.js";

/** `npm run mutation` runs these tests some thousand times: it tries every fifth server, and leaves out Prism. */
const EVERY_NTH_SERVER = Number(process.env.EVERY_NTH_SERVER ?? 1);

/**
 * Tests of each mutant that exactly the checks which it names catch it, and that these checks find everything
 * that Prism's validator finds in its responses. Prints the kill rate.
 */
export function testMutants(family: string, mutants: readonly Mutant[]): void {
  describe(`mutants: ${family}`, () => {
    const trials: Killed[] = [];
    let missedByChecks: ((run: Run) => Promise<string[]>) | undefined;
    beforeAll(async () => {
      if (EVERY_NTH_SERVER === 1) missedByChecks = (await import("../missed-by-checks.js")).missedByChecks;
    });
    afterAll(() => console.log(`${family}: ${killRate(trials)}`));
    const chosen = mutants.filter((_, index) => index % EVERY_NTH_SERVER === 0);
    const byName = chosen.map((mutant) => [mutant.name, mutant] as const);
    test.for(byName)("catches a provider that %s", async ([, mutant]) => {
      const run = await verifyProvider(mutant.provider);
      const failures = listFailed(run);
      trials.push({ mutant, failures });
      expect(failures).toEqual([...mutant.caughtBy].sort());
      if (missedByChecks) expect(await missedByChecks(run)).toEqual([]);
    });
  });
}
