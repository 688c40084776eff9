import tab from "@bomb.sh/tab/commander";
import { type Command, CommanderError } from "commander";
import manifest from "../../package.json" with { type: "json" };
import { addCommand, listCommand } from "./add/options.js";
import { command } from "./command-line.js";
import { verifyFlags } from "./verify/flags.js";

// The published command. What a subcommand does is loaded when it is asked for.

const MISUSED = 2;
let code = 0;

const program = command("hamsa-twilio")
  .version(manifest.version, "--version", "print the version, and end")
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

// A reader that closes its end early, such as head, has had enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  code = error.exitCode === 0 ? 0 : MISUSED;
}
// Idle connections would keep Node for some 30 ms more: it ends as soon as all is written.
process.stderr.write("", () => process.stdout.write("", () => process.exit(code)));
