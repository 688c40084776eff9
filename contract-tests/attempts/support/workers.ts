import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { WorkerTask } from "./worker.js";

const SOURCE = fileURLToPath(new URL("./worker.ts", import.meta.url));

/** Bundles the program once: from TypeScript, each of many starts would take half a second more. */
export async function bundleWorker(folder: string): Promise<string> {
  const outfile = join(folder, "worker.mjs");
  await build({ entryPoints: [SOURCE], outfile, bundle: true, platform: "node", format: "esm", target: "node20" });
  return outfile;
}

/** How a worker ended: its exit code, or null if it was killed; and what it printed. */
export interface WorkerResult {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a worker to its end, or kills it a time in ms after it started to register. */
export async function runWorker(
  node: string,
  file: string,
  task: WorkerTask,
  killAfter?: number,
): Promise<WorkerResult> {
  // Without a second compilation of Node's HTTP parser, a worker is ready sooner.
  const worker = spawn(node, ["--liftoff-only", file, JSON.stringify(task)], { stdio: ["ignore", "pipe", "pipe"] });
  const stop = () => void worker.kill("SIGKILL");
  process.once("exit", stop);
  let timer: NodeJS.Timeout | undefined;
  if (killAfter !== undefined) worker.stdout.once("data", () => (timer = setTimeout(stop, killAfter)));
  let output = "";
  for (const stream of [worker.stdout, worker.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk));
  const [code] = (await once(worker, "close")) as [number | null];
  clearTimeout(timer);
  process.off("exit", stop);
  return { code, output };
}
