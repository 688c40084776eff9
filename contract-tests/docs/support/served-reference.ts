import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { treeCopy } from "../../support/tree-copy.js";

/** `npm run docs -- --serve` over a copy of the tree, which a test may edit. */
export interface ServedReference extends AsyncDisposable {
  readonly url: string;
  /** Changes a file of the copy. */
  edit(file: string, change: (text: string) => string): Promise<void>;
  /** Waits until the command has said something, on either stream. */
  said(pattern: RegExp): Promise<string>;
  /** Presses Ctrl-C, and waits for the exit code. */
  interrupt(): Promise<number | null>;
  built(file: string): Promise<string>;
}

export async function servedReference(): Promise<ServedReference> {
  const tree = await treeCopy();
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/docs.ts", "--serve"], { cwd: tree.directory });
  const said = listener(child);
  const interrupt = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    child.kill("SIGINT");
    const [code] = await once(child, "exit");
    return code;
  };
  const dispose = async () => {
    child.kill("SIGKILL");
    await tree[Symbol.asyncDispose]();
  };
  try {
    const url = (await said(/http:\/\/127\.0\.0\.1:[0-9]+/)).trim();
    const built = (file: string) => tree.read(join(".output/reference", file));
    return { url, edit: tree.edit, said, interrupt, built, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Keeps what a process says and waits for more; a process that ends says no more. */
function listener(child: ChildProcess): (pattern: RegExp) => Promise<string> {
  let text = "";
  child.stdout?.on("data", (chunk) => {
    text += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    text += chunk;
  });
  return (pattern) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(text)?.[0];
        if (found !== undefined) resolve(found);
      };
      child.stdout?.on("data", look);
      child.stderr?.on("data", look);
      child.once("exit", () => reject(new Error(`it ended and never said ${pattern}:\n${text}`)));
      look();
    });
}
