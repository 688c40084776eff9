import { interrupted } from "../contract-tests/provider/command/interrupted.js";
import { optionsFrom } from "../contract-tests/provider/command/options.js";
import { verifyCommand } from "../contract-tests/provider/command/verify-command.js";
import type { Exchange } from "../contract-tests/provider/exchange/exchange.js";
import { CannotJudge } from "../contract-tests/provider/verdicts/cannot-judge.js";
import { CommandFailed, runScript } from "./support/cli.js";

/** Neither kept nor broken. */
const COULD_NOT_BE_JUDGED = 2;

await runScript(async () => {
  try {
    const options = optionsFrom(process.argv.slice(2), process.env);
    const exchanges: Exchange[] = [];
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      // Before what ends every other script: only this one has something to report.
      process.prependOnceListener(signal, () => {
        console.error(`\n${interrupted(options.verification.plan, exchanges)}\n`);
      });
    }
    process.exitCode = await verifyCommand(options, console.log, exchanges);
  } catch (error) {
    if (error instanceof CannotJudge) throw new CommandFailed(error.message, COULD_NOT_BE_JUDGED);
    // Whatever else happens must not look like a broken contract, which is exit code 1.
    throw new CommandFailed(`The verification itself failed: ${(error as Error).stack}`, COULD_NOT_BE_JUDGED);
  }
});
