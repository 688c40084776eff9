import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { npm } from "../support/npm.js";
import { setup as installPlatforms } from "../support/platforms.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** The file that would be published. */
    tarball: string;
    /** A project, outside of ours, that has installed that file. */
    consumer: string;
    /** Whether this is `npm run test:runtimes`: the table is printed, and CI accepts no gap in it. */
    everyRuntime: boolean;
  }
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PROGRAMS = fileURLToPath(new URL("./consumer", import.meta.url));

/** Packs once, as publishing would, build included, and installs the tarball into a fresh project. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const workshop = await mkdtemp(join(tmpdir(), "hamsa-package-"));
  const teardown = () => rm(workshop, { recursive: true, force: true });
  try {
    const [tarball] = await Promise.all([pack(workshop), installPlatforms()]);
    const consumer = join(workshop, "consumer");
    await cp(PROGRAMS, consumer, { recursive: true });
    await writeFile(join(consumer, "package.json"), JSON.stringify({ private: true, type: "module" }));
    await npm(consumer, "install", "--ignore-scripts", tarball);
    project.provide("tarball", tarball);
    project.provide("consumer", consumer);
    return teardown;
  } catch (error) {
    await teardown();
    throw error;
  }
}

async function pack(into: string): Promise<string> {
  const [packed] = JSON.parse(await npm(ROOT, "pack", "--json", `--pack-destination=${into}`)) as [
    { filename: string },
  ];
  return join(into, packed.filename);
}
