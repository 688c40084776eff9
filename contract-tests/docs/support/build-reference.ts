import { rmSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTypeScript } from "../../support/run.js";

/** The reference as `npm run docs` builds it. */
export interface BuiltReference {
  readonly directory: string;
  /** One of its files. */
  read(file: string): Promise<string>;
}

let built: Promise<BuiltReference> | undefined;

/** Builds the reference, once for all files of a worker. Its directory is removed when the worker exits. */
export function buildReference(): Promise<BuiltReference> {
  built ??= build();
  return built;
}

async function build(): Promise<BuiltReference> {
  const directory = await mkdtemp(join(tmpdir(), "hamsa-reference-"));
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  const { code, stderr } = await runTypeScript(["scripts/docs.ts", "--output", directory]);
  if (code !== 0) throw new Error(`npm run docs failed:\n${stderr}`);
  return { directory, read: (file) => readFile(join(directory, file), "utf8") };
}
