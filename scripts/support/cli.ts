import { type ParseArgsConfig, parseArgs } from "node:util";
import { CommandError } from "../../src/command/command-error.js";

export { CommandError } from "../../src/command/command-error.js";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<Flags extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Flags; allowPositionals: true }>
>;

/** The exit code for an invalid command line. */
const USAGE_EXIT_CODE = 2;

/** Explains what is wrong with a command line, and how to call the command. */
export function usageError(problem: string, usage: string): CommandError {
  return new CommandError(`${problem}\n\n${usage}`, USAGE_EXIT_CODE);
}

/** Parses a command line strictly: its options, and at most `maxWords` other arguments. */
export function parseCommandLine<const Flags extends Options>(
  usage: string,
  options: Flags,
  maxWords = 0,
  args: readonly string[] = process.argv.slice(2),
): Parsed<Flags> {
  let parsed: Parsed<Flags>;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw usageError((error as Error).message, usage);
  }
  const unexpected = parsed.positionals[maxWords];
  if (unexpected !== undefined) throw usageError(`Unexpected argument '${unexpected}'.`, usage);
  return parsed;
}

/**
 * Runs a script. The message of a `CommandError` is printed to stderr; any other error is a bug and keeps its
 * stack. Ctrl-C ends the script through `exit`, so that the code that started a process can stop it.
 */
export async function runScript(main: () => Promise<void>): Promise<void> {
  process.once("SIGINT", () => process.exit(130)).once("SIGTERM", () => process.exit(143));
  try {
    await main();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(`\n${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}
