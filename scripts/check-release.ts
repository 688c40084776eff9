import { readFileSync } from "node:fs";
import { findReleaseProblem, type Manifest } from "../contract-tests/support/changelog.js";
import { CommandError, parseCommandLine, runScript, usageError } from "./support/cli.js";

const USAGE = "Usage: tsx scripts/check-release.ts TAG\nTAG is the tag of the release, such as v1.2.3.";

await runScript(async () => {
  const [tag] = parseCommandLine(USAGE, {}, 1).positionals;
  if (tag === undefined) throw usageError("TAG is missing.", USAGE);
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
  const problem = findReleaseProblem(tag, manifest, readFileSync("CHANGELOG.md", "utf8"));
  if (problem !== undefined) throw new CommandError(`${problem} CONTRIBUTING.md explains how to release.`);
  console.log(`✓ ${tag} may be published`);
});
