import { existsSync } from "node:fs";
import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { npm } from "./npm.js";
import { unpackChromium } from "./packaged-chromium.js";

const FOLDER = fileURLToPath(new URL("../package/platforms", import.meta.url));
const LOCK = join(FOLDER, "package-lock.json");
const INSTALLED = join(FOLDER, "node_modules", ".installed-from.json");

/**
 * Installs Chromium, the other runtimes, compilers and test runners, unless it has been done from this
 * very lock file. They have a package.json of their own: more than a gigabyte that `npm ci` need not
 * bring to those who only use the rest.
 */
export async function setup(): Promise<void> {
  const lock = await readFile(LOCK, "utf8");
  if ((await readFile(INSTALLED, "utf8").catch(() => "")) === lock) return;
  console.log("Installing Chromium, other runtimes, compilers and test runners, once (about half a minute) …");
  try {
    await npm(FOLDER, "ci", "--ignore-scripts");
    await unpackChromium(join(FOLDER, "node_modules"));
    await copyFile(LOCK, INSTALLED);
  } catch (error) {
    // Not fatal: whatever is missing is reported as not run.
    console.warn(`They can't be installed: ${(error as Error).message}`);
  }
}

/** A file of an installed platform, or nothing where it is not for this machine. */
export function platformFile(path: string): string | undefined {
  const file = join(FOLDER, "node_modules", path);
  return existsSync(file) ? file : undefined;
}
