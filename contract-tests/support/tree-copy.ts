import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** What the scripts read, without the installed packages. */
const PARTS = ["openapi", "scripts", "src", "generated", "contract-tests/support", "contract-tests/docs/samples"];
const FILES = ["package.json", "tsconfig.json"];

/** A copy of the project that a test can break. */
export interface TreeCopy extends AsyncDisposable {
  readonly directory: string;
  read(file: string): Promise<string>;
  edit(file: string, change: (text: string) => string): Promise<void>;
}

/** Copies the project to a temporary directory that links to this project's packages. */
export async function copyTree(): Promise<TreeCopy> {
  const directory = await mkdtemp(join(tmpdir(), "hamsa-tree-"));
  const filter = (path: string) => basename(path) !== "node_modules";
  for (const part of PARTS) await cp(part, join(directory, part), { recursive: true, filter });
  for (const file of FILES) await cp(file, join(directory, file));
  await symlink(join(process.cwd(), "node_modules"), join(directory, "node_modules"), "dir");
  const read = (file: string) => readFile(join(directory, file), "utf8");
  return {
    directory,
    read,
    edit: async (file, change) => writeFile(join(directory, file), change(await read(file))),
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}
