import { AttemptFileError } from "../../attempts/attempt-file.js";
import { HamsaError } from "../../index.js";
import { CommandError } from "../command-error.js";
import { printError } from "../output.js";
import type { Result } from "./result.js";

/** 2 means bad usage, credentials or params: nothing that could register a number reached Hamsa. */
export const EXIT_CODE = {
  ...{ success: 0, rejected: 1, nothingSent: 2, unknown: 3 },
  ...{ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 },
} as const;

/** The error that ends the command before a number is sent. */
export function nothingSentError(problem: string, sentence = " Nothing was sent."): CommandError {
  return new CommandError(`${problem}${sentence}`, EXIT_CODE.nothingSent);
}

/** An unknown outcome counts most, then a failure next to other results, then that nothing was sent. */
export function toExitCode(results: readonly Result[], stop?: string): number {
  const has = (...outcomes: readonly Result["outcome"][]) => results.some(({ outcome }) => outcomes.includes(outcome));
  if (has("unknown")) return EXIT_CODE.unknown;
  // A run that was stopped is not a success, even if only the record of its last number is missing.
  if (!has("rejected", "not sent")) return stop === undefined ? EXIT_CODE.success : EXIT_CODE.rejected;
  const hasOtherResults = has("rejected", "registered", "already registered", "would be registered");
  return hasOtherResults ? EXIT_CODE.rejected : EXIT_CODE.nothingSent;
}

/** What to do next about numbers that are not registered. */
export function advise(
  results: readonly Result[],
  { stop, isInterrupted }: { readonly stop: string | undefined; readonly isInterrupted: boolean },
): string | undefined {
  const rerun = "Run the same command again to resume. It never sends a number twice.";
  if (isInterrupted) return `Interrupted. ${rerun}`;
  if (stop !== undefined) return `Stopped. ${stop} ${rerun}`;
  if (!results.some(({ outcome }) => outcome === "unknown")) return undefined;
  return "Run the same command again later. It checks the unknown numbers, and sends them again only with --resend.";
}

/** The terminal sends one Ctrl-C to every process, and npx forwards it again. */
const SAME_PRESS_MS = 500;

/**
 * Runs a command and returns its exit code. Ctrl-C, SIGTERM and SIGHUP abort the signal, so the command can still
 * report the requests in flight; a second one exits at once. Errors are printed to stderr without a stack.
 */
export async function runInterruptibly(main: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const controller = new AbortController();
  let first = Number.POSITIVE_INFINITY;
  let interruption: { readonly code: number; readonly sentence: string } | undefined;
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      interruption = { code: EXIT_CODE[name], sentence: "Interrupted." };
      if (performance.now() - first > SAME_PRESS_MS) process.exit(EXIT_CODE[name]);
      first = Math.min(first, performance.now());
      controller.abort();
    });
  }
  // Ctrl-D ends the input while a question waits for it. Then nothing is left to wait for, and Node would exit with 0.
  process.once("beforeExit", () => {
    interruption ??= { code: EXIT_CODE.nothingSent, sentence: "The input ended before the question was answered." };
    controller.abort();
  });
  try {
    const code = await main(controller.signal);
    return interruption?.code ?? code;
  } catch (error) {
    // The prompts throw their own error on Ctrl-C.
    if (controller.signal.aborted || (error as Error).name === "ExitPromptError") {
      const { code, sentence } = interruption ?? { code: EXIT_CODE.SIGINT, sentence: "Interrupted." };
      return printProblem(`${sentence} No number was sent.`, code);
    }
    if (error instanceof CommandError) return printProblem(error.message, error.exitCode);
    if (error instanceof AttemptFileError)
      return printProblem(`${error.message} Nothing was sent.`, EXIT_CODE.nothingSent);
    if (error instanceof HamsaError)
      return printProblem(`${error.message}\nNo number was sent.`, EXIT_CODE.nothingSent);
    throw error;
  }
}

function printProblem(message: string, code: number): number {
  printError(`\n${message}\n`);
  return code;
}
