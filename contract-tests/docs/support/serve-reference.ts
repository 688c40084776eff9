import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { copyTree, type TreeCopy } from "../../support/tree-copy.js";

/** `npm run docs -- --serve` in a copy of the tree, which a test can edit. */
export interface ServedReference extends AsyncDisposable {
  readonly url: string;
  /** Changes a file of the copy. */
  edit(file: string, change: (text: string) => string): Promise<void>;
  /** Waits until the command prints a match, to stdout or stderr. */
  waitForOutput(pattern: RegExp): Promise<string>;
  /** Presses Ctrl-C and waits for the exit code. */
  interrupt(): Promise<number | null>;
  /** One of the built files. */
  readBuilt(file: string): Promise<string>;
}

/** Serves the reference of a copy, after a change to it. */
export async function serveReference(change: (tree: TreeCopy) => Promise<void>): Promise<ServedReference> {
  const tree = await copyTree();
  await change(tree);
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/docs.ts", "--serve"], { cwd: tree.directory });
  const waitForOutput = collectOutput(child);
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
    const url = (await waitForOutput(/http:\/\/127\.0\.0\.1:[0-9]+/)).trim();
    const readBuilt = (file: string) => tree.read(join(".output/reference", file));
    return { url, edit: tree.edit, waitForOutput, interrupt, readBuilt, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Collects what a process prints. The returned function waits for a match, and rejects if the process exits first. */
function collectOutput(child: ChildProcess): (pattern: RegExp) => Promise<string> {
  let text = "";
  child.stdout?.on("data", (chunk) => {
    text += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    text += chunk;
  });
  return (pattern) =>
    new Promise((resolve, reject) => {
      const search = () => {
        const match = pattern.exec(text)?.[0];
        if (match !== undefined) resolve(match);
      };
      child.stdout?.on("data", search);
      child.stderr?.on("data", search);
      child.once("exit", () => reject(new Error(`It exited without printing ${pattern}:\n${text}`)));
      search();
    });
}
