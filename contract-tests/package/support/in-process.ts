import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { runForOutput } from "../../support/run.js";
import type { ProgramResult, RunProgram } from "./program.js";

/** Runs a program that prints its result. It inherits no environment, because a proxy or a key would change what it does. */
export function runInProcess(binary: string, ...args: string[]): RunProgram {
  return async (consumer, input) => {
    const file = join(await mkdtemp(join(consumer, "attempts-")), "attempts.jsonl");
    const printed = await runForOutput(binary, [...args, JSON.stringify({ ...input, file })], {
      cwd: consumer,
      env: { HOME: consumer, DENO_NO_UPDATE_CHECK: "1" },
      timeout: 30_000,
    });
    return JSON.parse(printed) as ProgramResult;
  };
}
