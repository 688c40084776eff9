import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTypeScript } from "../../support/run.js";

/** The reference as `npm run docs` builds it. */
export interface BuiltReference extends AsyncDisposable {
  readonly directory: string;
  /** One of its files. */
  read(file: string): Promise<string>;
}

/** Builds the reference into its own directory, which is removed with it. */
export async function buildReference(): Promise<BuiltReference> {
  const directory = await mkdtemp(join(tmpdir(), "hamsa-reference-"));
  const remove = () => rm(directory, { recursive: true, force: true });
  const { code, stderr } = await runTypeScript(["scripts/docs.ts", "--output", directory]);
  if (code !== 0) {
    await remove();
    throw new Error(`npm run docs failed:\n${stderr}`);
  }
  return {
    directory,
    read: (file) => readFile(join(directory, file), "utf8"),
    [Symbol.asyncDispose]: remove,
  };
}
