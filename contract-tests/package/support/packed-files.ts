import { output } from "../../support/run.js";

/** The names of the files in a tarball, relative to the package. */
export async function packedFiles(tarball: string): Promise<string[]> {
  const names = await output("tar", ["--list", "--gzip", `--file=${tarball}`]);
  return names
    .trim()
    .split("\n")
    .map((name) => name.replace(/^package\//, ""));
}
