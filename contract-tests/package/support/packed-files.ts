import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The names of the files in a tarball, relative to the package. */
export async function packedFiles(tarball: string): Promise<string[]> {
  const { stdout } = await run("tar", ["--list", "--gzip", `--file=${tarball}`]);
  return stdout
    .trim()
    .split("\n")
    .map((name) => name.replace(/^package\//, ""));
}
