import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { bundleFor } from "./bundle.js";
import type { ProgramResult, RunProgram } from "./program.js";

/** Runs the program as a worker, bundled as Wrangler does it, in a workerd of its own. */
export function inWorkerd(binary: string): RunProgram {
  return async (consumer, input) => {
    await bundleFor(consumer, "worker", ["workerd", "worker", "browser"]);
    const workerd = spawn(binary, ["serve", "worker.capnp", "--control-fd=3"], {
      cwd: consumer,
      env: {},
      stdio: ["ignore", "ignore", "pipe", "pipe"],
    });
    const kill = () => workerd.kill("SIGKILL");
    process.once("exit", kill);
    try {
      const answer = await fetch(`http://127.0.0.1:${await listeningPort(workerd)}`, {
        method: "POST",
        body: JSON.stringify(input),
        signal: AbortSignal.timeout(30_000),
      });
      return JSON.parse(await answer.text()) as ProgramResult;
    } finally {
      process.off("exit", kill);
      if (workerd.exitCode === null) {
        kill();
        await once(workerd, "exit");
      }
    }
  };
}

/** The port that workerd names on its control channel, or a rejection with what it says on stderr. */
function listeningPort(workerd: ChildProcess): Promise<number> {
  const log: string[] = [];
  workerd.stderr?.setEncoding("utf8").on("data", (text: string) => log.push(text));
  const control = workerd.stdio[3] as Readable;
  return new Promise((resolve, reject) => {
    createInterface({ input: control }).once("line", (line) => resolve((JSON.parse(line) as { port: number }).port));
    workerd.once("error", reject);
    workerd.once("exit", () => reject(new Error(`workerd ended before it listened:\n${log.join("")}`)));
  });
}
