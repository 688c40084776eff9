import { runForOutput } from "./run.js";

/** Runs npm in a folder, from its cache if possible and without install scripts, and returns what it printed. */
export function runNpm(folder: string, ...args: string[]): Promise<string> {
  const quiet = ["--prefer-offline", "--no-audit", "--no-fund", "--foreground-scripts=false"];
  return runForOutput("npm", [...args, ...quiet], { cwd: folder });
}
