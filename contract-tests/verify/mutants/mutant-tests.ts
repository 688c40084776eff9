import { afterAll, beforeAll, describe, test } from "vitest";
import { describedResponseFor } from "../../../src/verify/checks/described-response.js";
import { constraintsOf } from "../../../src/verify/operations/constraints.js";
import { constraintId } from "../../../src/verify/probes/constraints.js";
import type { Findings } from "../../../src/verify/verdicts/verify.js";
import { isObjectionTo, type PrismValidator, prismValidator } from "../prism-validator.js";
import { type Killed, killRate } from "./kill-table.js";
import type { Mutant } from "./mutant.js";
import { brokenIn, findingsOf } from "./verdicts-on.js";

/**
 * Promises of each mutant that exactly the checks which it names catch it, and that our reading of the
 * description sees all that Prism's validator sees in its answers. Prints the kill rate.
 */
export function promiseKills(family: string, mutants: readonly Mutant[]): void {
  describe(`mutants: ${family}`, () => {
    const trials: Killed[] = [];
    let prism: PrismValidator;
    beforeAll(async () => {
      prism = await prismValidator();
    });
    afterAll(() => console.log(`${family}: ${killRate(trials)}`));
    const byName = mutants.map((mutant) => [mutant.name, mutant] as const);
    test.concurrent.for(byName)("catches a provider that %s", async ([, mutant], { expect }) => {
      const findings = await findingsOf(mutant.provider);
      const failures = brokenIn(findings);
      trials.push({ mutant, failures });
      expect(failures).toEqual([...mutant.caughtBy].sort());
      expect(await unseen(findings, prism)).toEqual([]);
    });
  });
}

/** What Prism objects to in described answers, and no check of ours calls broken. */
async function unseen(findings: Findings, prism: PrismValidator): Promise<string[]> {
  const broken = brokenIn(findings);
  const missed: string[] = [];
  for (const exchange of findings.exchanges) {
    const response = describedResponseFor(exchange);
    if (response === undefined || exchange.answer === undefined) continue;
    for (const objection of await prism(exchange.answer, exchange.probe.operation)) {
      const { schemaPointer, id } = response;
      const constraint = constraintsOf(schemaPointer).find((each) => isObjectionTo(objection, each));
      const ids = [
        // What is not JSON, Prism takes for a value of the wrong type.
        ...["media-type", "json"].map((name) => `${id}/${name}`),
        ...(constraint ? [constraintId(constraint, schemaPointer)] : []),
        ...(objection.part === "header" ? Object.keys(response.headers).map((name) => `${id}.${name}/pattern`) : []),
      ];
      if (!ids.some((id) => broken.includes(id))) missed.push(`${exchange.probe.id}: ${objection.message}`);
    }
  }
  return missed;
}
