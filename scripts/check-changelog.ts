import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { changelogProblem } from "../contract-tests/support/changelog.js";
import { CommandFailed, runScript } from "./support/command-failed.js";

const USAGE = "Usage: tsx scripts/check-changelog.ts BASE\nBASE is the commit that the change starts from.";

await runScript(async () => {
  const [base, ...others] = process.argv.slice(2);
  if (base === undefined || others.length > 0) throw new CommandFailed(USAGE, 2);
  const changed = await promisify(execFile)("git", ["diff", "--name-only", `${base}...HEAD`]).catch((error: Error) => {
    throw new CommandFailed(error.message, 2);
  });
  const problem = changelogProblem(changed.stdout.split("\n"));
  if (problem !== undefined) throw new CommandFailed(`${problem} Add a line under "## Unreleased".`);
  console.log("✓ CHANGELOG.md tells users what concerns them");
});
