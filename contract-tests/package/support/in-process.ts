import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { ProgramResult, RunProgram } from "./program.js";

const run = promisify(execFile);

/** Runs a program that prints its result. It inherits no environment: a proxy or a key would change what it does. */
export function inProcess(binary: string, ...args: string[]): RunProgram {
  return async (consumer, input) => {
    const { stdout } = await run(binary, [...args, JSON.stringify(input)], {
      cwd: consumer,
      env: { HOME: consumer, DENO_NO_UPDATE_CHECK: "1" },
      timeout: 30_000,
    });
    return JSON.parse(stdout) as ProgramResult;
  };
}
