import { createProgram } from "../../src/command/program.js";
import type { ProcessResult } from "../support/run.js";

/** Fails the test: these command lines are answered before a subcommand's own code runs. */
async function runNothing(): Promise<never> {
  throw new Error("The subcommand ran.");
}

/**
 * Parses a command line as the command does, without a process: what it prints, and its exit code. Real processes
 * prove elsewhere that both get out (packed.test.ts).
 */
export async function parseInProcess(args: readonly string[]): Promise<ProcessResult> {
  const output = { stdout: "", stderr: "" };
  const subcommands = { add: runNothing, list: runNothing, attempts: runNothing, verify: runNothing };
  const { program, run } = createProgram(subcommands);
  for (const command of [program, ...program.commands])
    command.configureOutput({
      writeOut(text) {
        output.stdout += text;
      },
      writeErr(text) {
        output.stderr += text;
      },
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  return { code: await run(args), ...output };
}
