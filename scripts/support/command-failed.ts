/** A failure that is told to the person at the terminal by its message alone, without a stack. */
export class CommandFailed extends Error {
  override readonly name = "CommandFailed";

  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

/**
 * Runs a script to its end: a `CommandFailed` is told on stderr, anything else is a defect and keeps
 * its stack. Ctrl-C ends it through `exit`, so that whoever started a process gets to stop it.
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
