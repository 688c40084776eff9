import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** How much a package and all that it depends on take on disk, as a lock file placed them. */
export async function installed(packageName: string, root: string): Promise<{ bytes: number; packages: number }> {
  const lock = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8"));
  const places = new Set<string>();
  add(packageName, "", lock.packages, places);
  const sizes = await Promise.all([...places].map((place) => bytesIn(join(root, place))));
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), packages: places.size };
}

/** Looks for a dependency as Node does: beside the dependent, then further up. */
function add(name: string, from: string, locked: Readonly<Record<string, Locked>>, places: Set<string>): void {
  for (let folder = from; ; folder = dirname(folder) === "." ? "" : dirname(folder)) {
    const place = join(folder, "node_modules", name);
    if (places.has(place)) return;
    const found = locked[place];
    if (found !== undefined) {
      places.add(place);
      for (const dependency of Object.keys(found.dependencies ?? {})) add(dependency, place, locked, places);
      return;
    }
    if (folder === "") throw new Error(`${name} is in no lock file`);
  }
}

/** The bytes of a package's files, without the packages nested in it: they are counted themselves. */
async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name === "node_modules") continue;
    const path = join(folder, entry.name);
    bytes += entry.isDirectory() ? await bytesIn(path) : (await stat(path)).size;
  }
  return bytes;
}
