import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A database server with a folder of its own, where its socket and its data are. */
export interface DatabaseServer extends AsyncDisposable {
  readonly folder: string;
}

/** Makes a folder that the user of any server can write to. */
export async function createFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hamsa-database-"));
  await chmod(folder, 0o777);
  return folder;
}

/** Starts a server and waits until it prints that it is ready. Disposing of it stops it and removes its folder. */
export async function startServer(
  folder: string,
  [program, ...args]: readonly [string, ...string[]],
  { ready, ...options }: { ready: RegExp; uid?: number; env?: NodeJS.ProcessEnv },
): Promise<DatabaseServer> {
  const server = spawn(program, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"], ...options });
  // A test run that is interrupted leaves no server behind.
  const stop = () => void server.kill("SIGKILL");
  process.once("exit", stop);
  try {
    await waitForOutput(server, ready);
  } catch (error) {
    stop();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    folder,
    async [Symbol.asyncDispose]() {
      process.off("exit", stop);
      const ended = server.exitCode === null && server.signalCode === null ? once(server, "exit") : undefined;
      // PostgreSQL waits for its clients then, which end their connections without waiting for it.
      server.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function waitForOutput(server: ChildProcess, ready: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const onData = (chunk: Buffer) => {
      output += chunk;
      if (ready.test(output)) resolve();
    };
    server.stdout?.on("data", onData);
    server.stderr?.on("data", onData);
    server.once("error", reject).once("exit", () => reject(new Error(`${server.spawnfile} ended:\n${output}`)));
  });
}
