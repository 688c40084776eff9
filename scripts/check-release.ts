import { readFileSync } from "node:fs";
import { type Manifest, releaseProblem } from "../contract-tests/support/changelog.js";
import { CommandError, commandLine, runScript, usageError } from "./support/cli.js";

const USAGE = "Usage: tsx scripts/check-release.ts TAG\nTAG is that of the release, v1.2.3 for one.";

await runScript(async () => {
  const [tag] = commandLine(USAGE, {}, 1).positionals;
  if (tag === undefined) throw usageError("TAG is missing.", USAGE);
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
  const problem = releaseProblem(tag, manifest, readFileSync("CHANGELOG.md", "utf8"));
  if (problem !== undefined) throw new CommandError(`${problem} CONTRIBUTING.md says how to release.`);
  console.log(`✓ ${tag} may be published`);
});
