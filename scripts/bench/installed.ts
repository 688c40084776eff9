import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Adds up the files of a package and of everything it depends on, in the folders that a lock file gives them. */
export async function measureInstallation(
  packageName: string,
  root: string,
): Promise<{ bytes: number; packages: number }> {
  const lock = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8"));
  const places = new Set<string>();
  addPlaces(packageName, "", lock.packages, places);
  const sizes = await Promise.all([...places].map((place) => countBytes(join(root, place))));
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), packages: places.size };
}

/** Finds a dependency as Node does: next to the dependent, then further up. */
function addPlaces(name: string, from: string, locked: Readonly<Record<string, Locked>>, places: Set<string>): void {
  for (let folder = from; ; folder = dirname(folder) === "." ? "" : dirname(folder)) {
    const place = join(folder, "node_modules", name);
    if (places.has(place)) return;
    const found = locked[place];
    if (found !== undefined) {
      places.add(place);
      for (const dependency of Object.keys(found.dependencies ?? {})) addPlaces(dependency, place, locked, places);
      return;
    }
    if (folder === "") throw new Error(`${name} is not in the lock file`);
  }
}

/** Counts the bytes of a package's files, without the packages nested in it, which are counted on their own. */
async function countBytes(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name === "node_modules") continue;
    const path = join(folder, entry.name);
    bytes += entry.isDirectory() ? await countBytes(path) : (await stat(path)).size;
  }
  return bytes;
}
