import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { bundleProgram } from "./bundle.js";
import type { ProgramResult, RunProgram } from "./program.js";

/** Runs the program as a worker, bundled as Wrangler does it, in its own workerd process. */
export function runInWorkerd(binary: string): RunProgram {
  return async (consumer, input) => {
    await bundleProgram(consumer, "worker", ["workerd", "worker", "browser"]);
    const workerd = spawn(binary, ["serve", "worker.capnp", "--control-fd=3"], {
      cwd: consumer,
      env: {},
      stdio: ["ignore", "ignore", "pipe", "pipe"],
    });
    const kill = () => workerd.kill("SIGKILL");
    process.once("exit", kill);
    try {
      const response = await fetch(`http://127.0.0.1:${await waitForPort(workerd)}`, {
        method: "POST",
        body: JSON.stringify(input),
        signal: AbortSignal.timeout(30_000),
      });
      return JSON.parse(await response.text()) as ProgramResult;
    } finally {
      process.off("exit", kill);
      if (workerd.exitCode === null) {
        kill();
        await once(workerd, "exit");
      }
    }
  };
}

/** Waits for the port on workerd's control channel; rejects with its stderr if it exits first. */
function waitForPort(workerd: ChildProcess): Promise<number> {
  const log: string[] = [];
  workerd.stderr?.setEncoding("utf8").on("data", (text: string) => log.push(text));
  const control = workerd.stdio[3] as Readable;
  return new Promise((resolve, reject) => {
    createInterface({ input: control }).once("line", (line) => resolve((JSON.parse(line) as { port: number }).port));
    workerd.once("error", reject);
    workerd.once("exit", () => reject(new Error(`workerd exited before it was listening:\n${log.join("")}`)));
  });
}
