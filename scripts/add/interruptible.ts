import { HamsaError } from "../../src/index.js";
import { CommandFailed } from "../support/cli.js";
import { NOTHING_SENT } from "./exit-code.js";

const INTERRUPTED = 130;

/** Of one Ctrl-C the terminal tells every program, and npx tells us once more. */
const SAME_PRESS_MS = 500;

/**
 * Runs a command to its exit code. Ctrl-C aborts its signal, so that it can say what became of what was
 * under way; a second one ends it at once. What goes wrong is told on standard error, without a stack.
 */
export async function interruptible(main: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const controller = new AbortController();
  let first = Number.POSITIVE_INFINITY;
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      if (performance.now() - first > SAME_PRESS_MS) process.exit(INTERRUPTED);
      first = Math.min(first, performance.now());
      controller.abort();
    });
  }
  // A reader that has had enough, such as head, takes nothing away from the work: it goes on unseen.
  process.stdout.removeAllListeners("error").on("error", () => {});
  try {
    const code = await main(controller.signal);
    return controller.signal.aborted ? INTERRUPTED : code;
  } catch (error) {
    // The prompts have errors of their own for Ctrl-C.
    if (controller.signal.aborted || (error as Error).name === "ExitPromptError") return interrupted();
    if (error instanceof CommandFailed) return told(error.message, error.exitCode);
    if (error instanceof HamsaError) return told(`${error.message}\nNo number was sent.`, NOTHING_SENT);
    throw error;
  }
}

function interrupted(): number {
  return told("Interrupted. No number was sent.", INTERRUPTED);
}

function told(message: string, code: number): number {
  console.error(`\n${message}\n`);
  return code;
}
