import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Folders whose tests mostly wait for other programs, from the one whose files take longest. */
const WAITING = ["command", "attempts"];

/** The others. A long file that starts last is waited for alone. */
const COMPUTING = ["docs", "package", "description", "verify", "client"];

/**
 * Starts a file that waits and one that computes in turn, so that the cores are never idle: first the folders whose
 * files take longest, and in a folder the files by time or size. A fresh clone has no times yet.
 */
export class TurnSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const inFolders = (folders: readonly string[]) =>
      folders.flatMap((folder) => sorted.filter((file) => folderOf(file) === folder));
    const [waiting, computing] = [inFolders(WAITING), inFolders(COMPUTING)];
    const turns = Math.max(waiting.length, computing.length);
    return Array.from({ length: turns }, (_, turn) => [waiting[turn], computing[turn]])
      .flat()
      .filter((file) => file !== undefined);
  }
}

function folderOf({ moduleId }: TestSpecification): string {
  return relative(".", moduleId).split("/")[1] ?? "";
}
