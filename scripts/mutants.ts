import { isKilled, type Killed, killTable } from "../contract-tests/verify/mutants/kill-table.js";
import { mutants } from "../contract-tests/verify/mutants/mutants.js";
import { findFailures } from "../contract-tests/verify/mutants/run-verification.js";
import { CommandError, runScript } from "./support/cli.js";

await runScript(async () => {
  const trials: Killed[] = [];
  for (const mutant of mutants) trials.push({ mutant, failures: await findFailures(mutant.provider) });
  console.log(killTable(trials));
  const survivors = trials.filter((trial) => !isKilled(trial));
  if (survivors.length > 0) throw new CommandError("Some mutants are not caught by exactly the checks they name.");
});
