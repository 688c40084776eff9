import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Runs npm in a folder, from its cache where it can, without anybody's install scripts; what it printed. */
export async function npm(folder: string, ...args: string[]): Promise<string> {
  const quiet = ["--prefer-offline", "--no-audit", "--no-fund", "--foreground-scripts=false"];
  const { stdout } = await run("npm", [...args, ...quiet], { cwd: folder, maxBuffer: 2 ** 26 });
  return stdout;
}
