import { HamsaError } from "../../index.js";
import { CommandError } from "../command-error.js";
import type { Result } from "./register.js";

/** 2 means bad usage, credentials or params: nothing that could register a number reached Hamsa. */
export const EXIT_CODE = { success: 0, rejected: 1, nothingSent: 2, unknown: 3, SIGINT: 130, SIGTERM: 143 } as const;

/** The error that ends the command before a number is sent. */
export function nothingSentError(problem: string, sentence = " Nothing was sent."): CommandError {
  return new CommandError(`${problem}${sentence}`, EXIT_CODE.nothingSent);
}

/** An unknown outcome counts most, then a failure next to other results, then that nothing was sent. */
export function toExitCode(results: readonly Result[]): number {
  const has = (...outcomes: readonly Result["outcome"][]) => results.some(({ outcome }) => outcomes.includes(outcome));
  if (has("unknown")) return EXIT_CODE.unknown;
  if (!has("rejected", "not sent")) return EXIT_CODE.success;
  const hasOtherResults = has("rejected", "registered", "already registered", "would be registered");
  return hasOtherResults ? EXIT_CODE.rejected : EXIT_CODE.nothingSent;
}

/** The terminal sends one Ctrl-C to every process, and npx forwards it again. */
const SAME_PRESS_MS = 500;

/**
 * Runs a command and returns its exit code. Ctrl-C aborts the signal, so the command can still report the
 * requests in flight; a second Ctrl-C exits at once. Errors are printed to stderr without a stack.
 */
export async function runInterruptibly(main: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const controller = new AbortController();
  let first = Number.POSITIVE_INFINITY;
  let code: number = EXIT_CODE.SIGINT;
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      code = EXIT_CODE[name];
      if (performance.now() - first > SAME_PRESS_MS) process.exit(code);
      first = Math.min(first, performance.now());
      controller.abort();
    });
  }
  // If a reader such as head closes the pipe, the command still finishes its work.
  process.stdout.removeAllListeners("error").on("error", () => {});
  try {
    const result = await main(controller.signal);
    return controller.signal.aborted ? code : result;
  } catch (error) {
    // The prompts throw their own error on Ctrl-C.
    if (controller.signal.aborted || (error as Error).name === "ExitPromptError")
      return printError("Interrupted. No number was sent.", code);
    if (error instanceof CommandError) return printError(error.message, error.exitCode);
    if (error instanceof HamsaError) return printError(`${error.message}\nNo number was sent.`, EXIT_CODE.nothingSent);
    throw error;
  }
}

function printError(message: string, code: number): number {
  console.error(`\n${message}\n`);
  return code;
}
