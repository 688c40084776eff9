import { CommanderError } from "commander";
import manifest from "../../package.json" with { type: "json" };
import { addCommand } from "./add/options.js";
import { createCommand } from "./command-line.js";
import { completionCommand } from "./completion.js";
import { attemptsCommand, listCommand } from "./options.js";
import { findOutputProblem, printError, printLine, watchOutput } from "./output.js";
import { verifyFlags } from "./verify/flags.js";

// The published command. A subcommand's code is loaded only when it runs.

const USAGE_EXIT_CODE = 2;
const OUTPUT_EXIT_CODE = 1;
let code = 0;

const program = createCommand("hamsa-twilio")
  .description(
    `Registers Twilio numbers with Hamsa, and verifies servers that claim to implement its API.

Examples:
  hamsa-twilio add +14155550123
  hamsa-twilio list
  hamsa-twilio verify --target https://api.staging.example`,
  )
  .helpCommand("help [command]", "print the help of a command")
  .version(manifest.version, "-v, --version", "print the version and exit")
  .addCommand(
    addCommand(async (numbers, options) => {
      code = await (await import("./add/run-add.js")).runAdd(numbers, options);
    }),
  )
  .addCommand(
    listCommand(async (options) => {
      code = await (await import("./list.js")).runList(options);
    }),
  )
  .addCommand(
    attemptsCommand(async (options) => {
      code = await (await import("./attempts.js")).runAttempts(options);
    }),
  )
  .addCommand(
    verifyFlags().action(async (_, verify) => {
      code = await (await import("./verify/run-verify.js")).runVerify(verify);
    }),
  )
  .addCommand(completionCommand())
  .addCommand(
    createCommand("version")
      .summary("print the version")
      .action(() => printLine(manifest.version)),
  );

watchOutput();
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  code = error.exitCode === 0 ? 0 : USAGE_EXIT_CODE;
}
const problem = findOutputProblem();
if (problem !== undefined) {
  printError(`\n${problem}\n`);
  code ||= OUTPUT_EXIT_CODE;
}
// Idle connections would keep Node alive for some 30 ms more. Exit as soon as everything is written.
process.stderr.write("", () => process.stdout.write("", () => process.exit(code)));
