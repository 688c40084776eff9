import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Folders whose tests mostly wait for other programs. */
const WAITING = ["command", "attempts"];

/** From the folder whose files take longest: a long file that starts last is waited for alone. A new folder is first. */
const SLOWEST_FIRST = [...WAITING, "docs", "package", "description", "verify", "client"];

/**
 * Starts a file that waits and one that computes in turn, so that the cores are never idle: first the folders whose
 * files take longest, and in a folder the files by time or size. A fresh clone has no times yet.
 */
export class TurnSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = (file: TestSpecification) => SLOWEST_FIRST.indexOf(folderOf(file));
    const sorted = (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
    const waiting = sorted.filter((file) => WAITING.includes(folderOf(file)));
    const computing = sorted.filter((file) => !waiting.includes(file));
    return sorted.flatMap((_, turn) => [waiting[turn], computing[turn]]).filter((file) => file !== undefined);
  }
}

function folderOf({ moduleId }: TestSpecification): string {
  return relative(".", moduleId).split("/")[1] ?? "";
}
