import { existsSync } from "node:fs";
import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { npm } from "./npm.js";

const FOLDER = fileURLToPath(new URL("../platforms", import.meta.url));
const LOCK = join(FOLDER, "package-lock.json");
const INSTALLED = join(FOLDER, "node_modules", ".installed-from.json");

/**
 * Installs the runtimes and compilers, unless it has been done from this very lock file. They have a
 * package.json of their own: a gigabyte that `npm ci` need not bring to those who only use the rest.
 */
export async function installPlatforms(): Promise<void> {
  const lock = await readFile(LOCK, "utf8");
  if ((await readFile(INSTALLED, "utf8").catch(() => "")) === lock) return;
  console.log("Installing other runtimes and compilers, once (about 20 s) …");
  await npm(FOLDER, "ci", "--ignore-scripts").catch((error: Error) => {
    // Not fatal: whatever is missing is reported as not run.
    console.warn(`They can't be installed: ${error.message}`);
  });
  if (existsSync(join(FOLDER, "node_modules"))) await copyFile(LOCK, INSTALLED);
}

/** A file of an installed platform, or nothing where it is not for this machine. */
export function platformFile(path: string): string | undefined {
  const file = join(FOLDER, "node_modules", path);
  return existsSync(file) ? file : undefined;
}
