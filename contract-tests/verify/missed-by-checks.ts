import { describedResponseFor } from "../../src/verify/checks/described-response.js";
import { constraintsOf } from "../../src/verify/operations/constraints.js";
import { constraintId } from "../../src/verify/probes/constraints.js";
import type { Run } from "../../src/verify/verdicts/verify.js";
import { listFailed } from "./mutants/run-verification.js";
import { isObjectionTo, prismValidator } from "./prism-validator.js";

const validator = prismValidator();

/** What Prism objects to in described responses without a failed check. */
export async function missedByChecks(run: Run): Promise<string[]> {
  const failed = listFailed(run);
  const prism = await validator;
  const missed: string[] = [];
  for (const exchange of run.exchanges) {
    const described = describedResponseFor(exchange);
    if (described === undefined || exchange.response === undefined) continue;
    for (const objection of prism(exchange.response, exchange.probe.operation)) {
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
