import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { GENERATED, generateInto } from "../generation/generate-into.js";
import { CommandError } from "../support/cli.js";

/** Generates the files again, compares every byte, and lists what is stale, missing or not generated. */
export async function findDrift(committed: string): Promise<string | undefined> {
  const fresh = await mkdtemp(join(tmpdir(), "hamsa-generated-"));
  try {
    await generateInto(fresh);
    const problems = await Promise.all(GENERATED.map((file) => compareFiles(join(committed, file), join(fresh, file))));
    const files = (await readdir(committed, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    const names = files.map(({ parentPath, name }) => relative(committed, join(parentPath, name)));
    const unexpected = names.filter((file) => !GENERATED.includes(file));
    const all = [
      ...problems.filter((problem) => problem !== undefined),
      ...unexpected.map((file) => `${committed}/${file} is not generated. Delete it.`),
    ];
    return all.length === 0 ? undefined : all.join("\n");
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function compareFiles(committed: string, fresh: string): Promise<string | undefined> {
  const old = await readFile(committed).catch(() => undefined);
  if (old === undefined) return `${committed} is missing`;
  return old.equals(await readFile(fresh)) ? undefined : `${committed} is stale`;
}
