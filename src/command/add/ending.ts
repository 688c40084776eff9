import { HamsaError } from "../../index.js";
import { CommandError } from "../command-error.js";
import type { Result } from "./register.js";

/** 2: usage, credentials, params; nothing reached Hamsa that could register a number. */
export const ENDED = { well: 0, rejected: 1, nothingSent: 2, unknown: 3, SIGINT: 130, SIGTERM: 143 } as const;

/** What ends the command before a number is sent. */
export function nothingSent(problem: string, sentence = " Nothing was sent."): CommandError {
  return new CommandError(`${problem}${sentence}`, ENDED.nothingSent);
}

/** What is open counts most, then what failed beside others, then that nothing was sent. */
export function exitCode(results: readonly Result[]): number {
  const has = (...outcomes: readonly Result["outcome"][]) => results.some(({ outcome }) => outcomes.includes(outcome));
  if (has("unknown")) return ENDED.unknown;
  if (!has("rejected", "not sent")) return ENDED.well;
  const isAnyElse = has("rejected", "registered", "already registered", "would be registered");
  return isAnyElse ? ENDED.rejected : ENDED.nothingSent;
}

/** Of one Ctrl-C the terminal tells every program, and npx tells us once more. */
const SAME_PRESS_MS = 500;

/**
 * Runs a command to its exit code. Ctrl-C aborts its signal, so that it can say what became of what was
 * under way; a second one ends it at once. What goes wrong is told on standard error, without a stack.
 */
export async function interruptible(main: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const controller = new AbortController();
  let first = Number.POSITIVE_INFINITY;
  let code: number = ENDED.SIGINT;
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      code = ENDED[name];
      if (performance.now() - first > SAME_PRESS_MS) process.exit(code);
      first = Math.min(first, performance.now());
      controller.abort();
    });
  }
  // A reader that has had enough, such as head, takes nothing away from the work: it goes on unseen.
  process.stdout.removeAllListeners("error").on("error", () => {});
  try {
    const result = await main(controller.signal);
    return controller.signal.aborted ? code : result;
  } catch (error) {
    // The prompts have errors of their own for Ctrl-C.
    if (controller.signal.aborted || (error as Error).name === "ExitPromptError")
      return told("Interrupted. No number was sent.", code);
    if (error instanceof CommandError) return told(error.message, error.exitCode);
    if (error instanceof HamsaError) return told(`${error.message}\nNo number was sent.`, ENDED.nothingSent);
    throw error;
  }
}

function told(message: string, code: number): number {
  console.error(`\n${message}\n`);
  return code;
}
