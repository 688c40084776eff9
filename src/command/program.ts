import { CommanderError } from "commander";
import manifest from "../../package.json" with { type: "json" };
import { type AddOptions, addCommand } from "./add/options.js";
import { createCommand } from "./command-line.js";
import { completionCommand } from "./completion.js";
import { type AttemptsOptions, attemptsCommand, type ListOptions, listCommand } from "./options.js";
import { printLine } from "./output.js";
import { verifyFlags } from "./verify/flags.js";

const USAGE_EXIT_CODE = 2;

/** What each subcommand runs. Resolves with the exit code. */
export interface Subcommands {
  add(numbers: readonly string[], options: AddOptions): Promise<number>;
  list(options: ListOptions): Promise<number>;
  attempts(options: AttemptsOptions): Promise<number>;
  verify(command: ReturnType<typeof verifyFlags>): Promise<number>;
}

/** The command line of `hamsa-twilio`, and the function that runs one. */
export function createProgram({ add, list, attempts, verify }: Subcommands) {
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
        code = await add(numbers, options);
      }),
    )
    .addCommand(
      listCommand(async (options) => {
        code = await list(options);
      }),
    )
    .addCommand(
      attemptsCommand(async (options) => {
        code = await attempts(options);
      }),
    )
    .addCommand(
      verifyFlags().action(async (_, command) => {
        code = await verify(command);
      }),
    )
    .addCommand(completionCommand())
    .addCommand(
      createCommand("version")
        .summary("print the version")
        .action(() => printLine(manifest.version)),
    );
  return {
    program,
    /** Resolves with the exit code of the subcommand, or 2 for a command line that is a mistake. */
    async run(args: readonly string[]): Promise<number> {
      try {
        await program.parseAsync([...args], { from: "user" });
        return code;
      } catch (error) {
        if (!(error instanceof CommanderError)) throw error;
        return error.exitCode === 0 ? 0 : USAGE_EXIT_CODE;
      }
    },
  };
}
