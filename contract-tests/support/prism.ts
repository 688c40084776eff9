import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";

const require = createRequire(import.meta.url);

// Prism's own entry instead of `npx prism`, because a signal to npx leaves Prism running.
const PRISM_CLI = require.resolve("@stoplight/prism-cli/dist/index.js");
const READY = /Prism is listening on (http:\/\/\S+)/;
const READY_WITHIN_MS = 30_000;

/** A Prism mock server of the description, in its own process. */
export interface Prism extends AsyncDisposable {
  readonly url: string;
  /** Resolves when the process exits, with the exit code unless a signal ended it. */
  readonly exited: Promise<string | undefined>;
  /** Stops the process and waits until it has exited. */
  stop(): Promise<void>;
}

/** Starts Prism's mock on loopback and waits until it is listening; rejects with its log if it exits first. */
export async function startPrism(descriptionFile = "openapi/openapi.yaml", port = 0): Promise<Prism> {
  const args = [PRISM_CLI, "mock", "--host=127.0.0.1", `--port=${port}`, descriptionFile];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const stop = async () => {
    process.off("exit", kill);
    await terminate(child);
  };
  try {
    return { url: await waitUntilListening(child), exited: waitForExit(child), stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits for the address in Prism's log; rejects with the whole log if it doesn't appear. */
async function waitUntilListening(child: ChildProcess): Promise<string> {
  const log: string[] = [];
  return new Promise((resolve, reject) => {
    const fail = (what: string) => {
      clearTimeout(timer);
      reject(new Error(`Prism ${what}. Its log:\n${log.join("\n") || "(empty)"}`));
    };
    const timer = setTimeout(() => fail(`was not ready within ${READY_WITHIN_MS} ms`), READY_WITHIN_MS);
    for (const stream of [child.stdout, child.stderr]) {
      // Read to the end even when ready, because a full pipe would stop Prism.
      if (stream === null) continue;
      createInterface({ input: stream }).on("line", (colored) => {
        const line = stripVTControlCharacters(colored);
        log.push(line);
        const url = READY.exec(line)?.[1];
        if (url === undefined) return;
        clearTimeout(timer);
        resolve(url);
      });
    }
    child.once("error", (error) => fail(`could not be started: ${error.message}`));
    child.once("exit", (code, signal) => fail(`exited (${signal ?? `exit code ${code}`}) before it listened`));
  });
}

/** In a terminal, Ctrl-C reaches Prism too, so an exit after a signal is not a failure. */
async function waitForExit(child: ChildProcess): Promise<string | undefined> {
  const [code] = (await once(child, "exit")) as [number | null];
  return code === null || code > 128 ? undefined : `exit code ${code}`;
}

async function terminate(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const insist = setTimeout(() => child.kill("SIGKILL"), 2_000);
  await gone;
  clearTimeout(insist);
}
