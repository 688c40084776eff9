import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** From the folder whose files take longest: a long file that starts last is waited for alone. */
const FOLDERS = ["command", "package", "attempts", "docs", "description", "verify", "client"];

/** Sorts files by folder, and by time or size within one. A fresh clone has no times yet. */
export class SlowFoldersFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const [, folder = ""] = relative(".", moduleId).split("/");
  return FOLDERS.indexOf(folder);
}
