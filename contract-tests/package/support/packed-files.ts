import { runForOutput } from "../../support/run.js";

/** Lists the files in a tarball, relative to the package. */
export async function listPackedFiles(tarball: string): Promise<string[]> {
  const names = await runForOutput("tar", ["--list", "--gzip", `--file=${tarball}`]);
  return names
    .trim()
    .split("\n")
    .map((name) => name.replace(/^package\//, ""));
}
