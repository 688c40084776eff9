import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { CannotJudge } from "../verdicts/cannot-judge.js";

/** Makes sure that a report can be written, before anything is sent that it would be about. */
export async function checkWritable(file: string): Promise<void> {
  await writing(file, async () => {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(partOf(file), "");
    await rm(partOf(file));
  });
}

/** Writes a report whole or not at all. */
export async function writeReport(file: string, report: string): Promise<void> {
  await writing(file, async () => {
    await writeFile(partOf(file), report);
    await rename(partOf(file), file);
  });
}

/** A name that only this process uses. */
function partOf(file: string): string {
  return `${file}.${process.pid}.part`;
}

async function writing(file: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    await rm(partOf(file), { force: true }).catch(() => {});
    const { code = "unknown reason" } = error as NodeJS.ErrnoException;
    throw new CannotJudge(
      `The report ${file} can't be written (${code}). Name a file in a folder that you may write to.`,
    );
  }
}
