import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { CannotJudgeError } from "../verdicts/stop-reason.js";

/** Makes sure that a report can be written, before anything is sent. */
export async function checkWritable(file: string): Promise<void> {
  await explainFailure(file, async () => {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(partName(file), "");
    await rm(partName(file));
  });
}

/** Writes a complete report or nothing. */
export async function writeReport(file: string, report: string): Promise<void> {
  await explainFailure(file, async () => {
    await writeFile(partName(file), report);
    await rename(partName(file), file);
  });
}

/** A temporary name that only this process uses. */
function partName(file: string): string {
  return `${file}.${process.pid}.part`;
}

async function explainFailure(file: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    await rm(partName(file)).catch(() => {});
    const { code } = error as NodeJS.ErrnoException;
    throw new CannotJudgeError(
      `The report ${file} can't be written (${code}). Use a file in a folder that you may write to.`,
    );
  }
}
