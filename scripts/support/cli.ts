import { type ParseArgsConfig, parseArgs } from "node:util";
import { CommandError } from "../../src/command/command-error.js";

export { CommandError } from "../../src/command/command-error.js";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<Flags extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Flags; allowPositionals: true }>
>;

/** The exit code of a command that was called wrongly. */
const MISUSED = 2;

/** Says what is wrong with a command line, and how to call the command. */
export function usageError(problem: string, usage: string): CommandError {
  return new CommandError(`${problem}\n\n${usage}`, MISUSED);
}

/** Reads a command line strictly: its options, and as many other words as the command takes. */
export function commandLine<const Flags extends Options>(
  usage: string,
  options: Flags,
  mostWords = 0,
  args: readonly string[] = process.argv.slice(2),
): Parsed<Flags> {
  let parsed: Parsed<Flags>;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw usageError((error as Error).message, usage);
  }
  const strange = parsed.positionals[mostWords];
  if (strange !== undefined) throw usageError(`Unexpected argument '${strange}'.`, usage);
  return parsed;
}

/**
 * Runs a script to its end: the message of a `CommandError` goes to stderr, anything else is a defect
 * and keeps its stack. Ctrl-C ends it through `exit`, so that whoever started a process gets to stop it.
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
