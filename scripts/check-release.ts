import { readFileSync } from "node:fs";
import { type Manifest, releaseProblem } from "../contract-tests/support/changelog.js";
import { CommandFailed, runScript } from "./support/command-failed.js";

const USAGE = "Usage: tsx scripts/check-release.ts TAG\nTAG is that of the release, v1.2.3 for one.";

await runScript(async () => {
  const [tag, ...others] = process.argv.slice(2);
  if (tag === undefined || others.length > 0) throw new CommandFailed(USAGE, 2);
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
  const problem = releaseProblem(tag, manifest, readFileSync("CHANGELOG.md", "utf8"));
  if (problem !== undefined) throw new CommandFailed(`${problem} CONTRIBUTING.md says how to release.`);
  console.log(`✓ ${tag} may be published`);
});
