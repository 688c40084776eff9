import { addAbortSignal } from "node:stream";
import { text } from "node:stream/consumers";
import { type ParseArgsConfig, parseArgs } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<Flags extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Flags; allowPositionals: true }>
>;

/** A failure that the message alone explains to the person at the terminal, without a stack. */
export class CommandFailed extends Error {
  override readonly name = "CommandFailed";

  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

/** The exit code of a command that was called wrongly. */
const MISUSED = 2;

/** Says what is wrong with a command line, and how to call the command. */
export function misuse(problem: string, usage: string): CommandFailed {
  return new CommandFailed(`${problem}\n\n${usage}`, MISUSED);
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
    throw misuse((error as Error).message, usage);
  }
  const strange = parsed.positionals[mostWords];
  if (strange !== undefined) throw misuse(`Unexpected argument '${strange}'.`, usage);
  return parsed;
}

/** Standard input to its end, or until the signal: Ctrl-C alone does not end it. */
export function readStdin(signal: AbortSignal): Promise<string> {
  return text(addAbortSignal(signal, process.stdin));
}

/**
 * Runs a script to its end: the message of a `CommandFailed` goes to stderr, anything else is a defect
 * and keeps its stack. Ctrl-C ends it through `exit`, so that whoever started a process gets to stop it.
 */
export async function runScript(main: () => Promise<void>): Promise<void> {
  process.once("SIGINT", () => process.exit(130)).once("SIGTERM", () => process.exit(143));
  try {
    await main();
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    console.error(`\n${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}
