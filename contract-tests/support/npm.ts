import { output } from "./run.js";

/** Runs npm in a folder, from its cache where it can, without anybody's install scripts; what it printed. */
export function npm(folder: string, ...args: string[]): Promise<string> {
  const quiet = ["--prefer-offline", "--no-audit", "--no-fund", "--foreground-scripts=false"];
  return output("npm", [...args, ...quiet], { cwd: folder });
}
