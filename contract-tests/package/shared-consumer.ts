import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { runNpm } from "../support/npm.js";
import { setup as installPlatforms } from "../support/platforms.js";
import { createRunFolder } from "../support/run-folder.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** The file that would be published. */
    tarball: string;
    /** A project outside this one that has installed that file. */
    consumer: string;
    /** Whether this is `npm run test:runtimes`, which prints the table and in CI accepts no gap in it. */
    everyRuntime: boolean;
  }
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PROGRAMS = fileURLToPath(new URL("./consumer", import.meta.url));

/** Builds and packs once, as publishing would, and installs the tarball into a fresh project. */
export async function setup(project: TestProject): Promise<() => void> {
  const { path: folder, remove } = await createRunFolder("hamsa-package-");
  try {
    const [tarball] = await Promise.all([pack(folder), installPlatforms()]);
    const consumer = join(folder, "consumer");
    await cp(PROGRAMS, consumer, { recursive: true });
    await writeFile(join(consumer, "package.json"), JSON.stringify({ private: true, type: "module" }));
    await runNpm(consumer, "install", "--ignore-scripts", tarball);
    project.provide("tarball", tarball);
    project.provide("consumer", consumer);
    return remove;
  } catch (error) {
    remove();
    throw error;
  }
}

async function pack(into: string): Promise<string> {
  const [packed] = JSON.parse(await runNpm(ROOT, "pack", "--json", `--pack-destination=${into}`)) as [
    { filename: string },
  ];
  return join(into, packed.filename);
}
