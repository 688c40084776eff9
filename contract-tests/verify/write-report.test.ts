import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkWritable, writeReport } from "../../src/verify/reports/write-report.js";
import { CannotJudgeError } from "../../src/verify/verdicts/stop-reason.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hamsa-write-report-"));
});
afterEach(() => rm(folder, { recursive: true }));

const notWritable = (file: string, code: string) =>
  new CannotJudgeError(`The report ${file} can't be written (${code}). Use a file in a folder that you may write to.`);

describe("before a report is written", () => {
  test("its folders are made, and nothing else", async () => {
    await checkWritable(join(folder, "a", "b", "report.json"));
    expect(await readdir(join(folder, "a"))).toEqual(["b"]);
    expect(await readdir(join(folder, "a", "b"))).toEqual([]);
  });

  test("the report of an earlier run is kept", async () => {
    const file = join(folder, "report.json");
    await writeFile(file, "earlier");
    await checkWritable(file);
    expect(await readFile(file, "utf8")).toBe("earlier");
    expect(await readdir(folder)).toEqual(["report.json"]);
  });

  test("it fails if its folder is a file", async () => {
    const file = join(folder, "file", "report.json");
    await writeFile(join(folder, "file"), "");
    await expect(checkWritable(file)).rejects.toThrow(notWritable(file, "EEXIST"));
  });
});

describe("a report", () => {
  test("replaces the one of an earlier run, and leaves no other file", async () => {
    const file = join(folder, "report.json");
    await writeFile(file, "a longer one");
    await writeReport(file, "report");
    expect(await readFile(file, "utf8")).toBe("report");
    expect(await readdir(folder)).toEqual(["report.json"]);
  });

  test("that can't be written leaves no part of it", async () => {
    const file = join(folder, "report.json");
    await mkdir(file);
    await expect(writeReport(file, "report")).rejects.toThrow(notWritable(file, "EISDIR"));
    expect(await readdir(folder)).toEqual(["report.json"]);
  });

  test("in a folder that is gone can't be written", async () => {
    const file = join(folder, "gone", "report.json");
    const error = await writeReport(file, "report").catch((reason: unknown) => reason);
    expect(error).toEqual(notWritable(file, "ENOENT"));
    expect(error).toBeInstanceOf(CannotJudgeError);
  });
});
