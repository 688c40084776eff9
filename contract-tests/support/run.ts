import { execFile } from "node:child_process";

/** A program's exit code and output. */
export interface ProcessResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** @default the environment of this process */
  readonly env?: NodeJS.ProcessEnv;
  /** In ms. @default no limit */
  readonly timeout?: number;
}

/** Runs a program without a shell, and resolves even if it fails. */
export function run(file: string, args: readonly string[], options: RunOptions = {}): Promise<ProcessResult> {
  return new Promise((resolve) => {
    execFile(file, [...args], { maxBuffer: 2 ** 26, ...options }, (error, stdout, stderr) => {
      // If the program could not be started, the code is a string.
      const code = error === null ? 0 : Number.isInteger(error.code) ? Number(error.code) : 1;
      resolve({ code, stdout, stderr: stderr || (code === 0 ? "" : (error?.message ?? "")) });
    });
  });
}

/** Runs a program that must succeed, and returns what it prints. */
export async function runForOutput(file: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await run(file, args, options);
  if (code !== 0) throw new Error(`${file} ${args.join(" ")} exited with ${code}:\n${stdout}${stderr}`);
  return stdout;
}

/** Runs a TypeScript file of the project in its own Node process. */
export function runTypeScript(args: readonly string[], options: RunOptions = {}): Promise<ProcessResult> {
  return run(process.execPath, ["--import", "tsx", ...args], options);
}
