import { execFile } from "node:child_process";

/** How a program ended, and what it printed. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** @default the environment of this process */
  readonly env?: NodeJS.ProcessEnv;
  /** How long it may take, in ms. @default as long as it likes */
  readonly timeout?: number;
}

/** Runs a program to its end, without a shell between, and resolves however it ended. */
export function run(file: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(file, [...args], { maxBuffer: 2 ** 26, ...options }, (error, stdout, stderr) => {
      // What could not be started at all has a word for a code.
      const code = error === null ? 0 : Number.isInteger(error.code) ? Number(error.code) : 1;
      resolve({ code, stdout, stderr: stderr || (code === 0 ? "" : (error?.message ?? "")) });
    });
  });
}

/** What a program prints that must succeed. */
export async function output(file: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await run(file, args, options);
  if (code !== 0) throw new Error(`${file} ${args.join(" ")} ended with ${code}:\n${stdout}${stderr}`);
  return stdout;
}

/** Runs a TypeScript file of the project in a Node of its own. */
export function runTypeScript(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return run(process.execPath, ["--import", "tsx", ...args], options);
}
