import tab from "@bomb.sh/tab/commander";
import { type Command, CommanderError } from "commander";
import manifest from "../../package.json" with { type: "json" };
import { addCommand, listCommand } from "./add/options.js";
import { createCommand } from "./command-line.js";
import { verifyFlags } from "./verify/flags.js";

// The published command. A subcommand's code is loaded only when it runs.

const USAGE_EXIT_CODE = 2;
let code = 0;

const program = createCommand("hamsa-twilio")
  .version(manifest.version, "--version", "print the version and exit")
  .helpCommand(false)
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
    verifyFlags().action(async (_, verify) => {
      code = await (await import("./verify/run-verify.js")).runVerify(verify);
    }),
  );
tab(program as unknown as Command);

// A reader such as head closes the pipe early. That is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  code = error.exitCode === 0 ? 0 : USAGE_EXIT_CODE;
}
// Idle connections would keep Node alive for some 30 ms more. Exit as soon as everything is written.
process.stderr.write("", () => process.stdout.write("", () => process.exit(code)));
