import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describedResponseFor } from "../../../src/verify/checks/described-response.js";
import { constraintsOf } from "../../../src/verify/operations/constraints.js";
import { constraintId } from "../../../src/verify/probes/constraints.js";
import type { Run } from "../../../src/verify/verdicts/verify.js";
import { isObjectionTo, type PrismValidator, prismValidator } from "../prism-validator.js";
import { type Killed, killRate } from "./kill-table.js";
import type { Mutant } from "./mutant.js";
import { listFailed, verifyProvider } from "./run-verification.js";

/** `npm run mutation` tries every fifth server: it runs these tests some thousand times. */
const EVERY_NTH_SERVER = Number(process.env.EVERY_NTH_SERVER ?? 1);

/**
 * Tests of each mutant that exactly the checks which it names catch it, and that these checks find everything
 * that Prism's validator finds in its responses. Prints the kill rate.
 */
export function testMutants(family: string, mutants: readonly Mutant[]): void {
  describe(`mutants: ${family}`, () => {
    const trials: Killed[] = [];
    let prism: PrismValidator;
    beforeAll(async () => {
      prism = await prismValidator();
    });
    afterAll(() => console.log(`${family}: ${killRate(trials)}`));
    const chosen = mutants.filter((_, index) => index % EVERY_NTH_SERVER === 0);
    const byName = chosen.map((mutant) => [mutant.name, mutant] as const);
    test.for(byName)("catches a provider that %s", async ([, mutant]) => {
      const run = await verifyProvider(mutant.provider);
      const failures = listFailed(run);
      trials.push({ mutant, failures });
      expect(failures).toEqual([...mutant.caughtBy].sort());
      expect(await missedByChecks(run, prism)).toEqual([]);
    });
  });
}

/** What Prism objects to in described responses without a failed check. */
async function missedByChecks(run: Run, prism: PrismValidator): Promise<string[]> {
  const failed = listFailed(run);
  const missed: string[] = [];
  for (const exchange of run.exchanges) {
    const described = describedResponseFor(exchange);
    if (described === undefined || exchange.response === undefined) continue;
    for (const objection of await prism(exchange.response, exchange.probe.operation)) {
      const { schema, id } = described;
      const constraint = constraintsOf(schema).find((each) => isObjectionTo(objection, each));
      const ids = [
        // Prism treats a body that is not JSON as a value of the wrong type.
        ...["media-type", "json"].map((name) => `${id}/${name}`),
        ...(constraint ? [constraintId(constraint, schema)] : []),
        ...(objection.part === "header" ? Object.keys(described.headers).map((name) => `${id}.${name}/pattern`) : []),
      ];
      if (!ids.some((id) => failed.includes(id))) missed.push(`${exchange.probe.id}: ${objection.message}`);
    }
  }
  return missed;
}
