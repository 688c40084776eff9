import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder for a whole run. */
export interface RunFolder {
  readonly path: string;
  remove(): void;
}

/** Makes one, and removes it at the latest when the process exits, so a run that is interrupted leaves none behind. */
export async function createRunFolder(prefix: string): Promise<RunFolder> {
  const path = await mkdtemp(join(tmpdir(), prefix));
  const remove = () => rmSync(path, { recursive: true, force: true });
  process.once("exit", remove);
  return {
    path,
    remove() {
      process.off("exit", remove);
      remove();
    },
  };
}
