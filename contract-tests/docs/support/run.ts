import { execFile } from "node:child_process";

/** What a command said, and how it ended. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end; how it ended is for the test to judge. */
export function run(command: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...environment };
    execFile(command, args, { env, timeout: 60_000 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ code, stdout, stderr });
    });
  });
}

/** Runs a TypeScript file in a Node of its own. */
export function runTypeScript(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return run(process.execPath, ["--import", "tsx", ...args], environment);
}
