import { findChangelogProblem } from "../contract-tests/support/changelog.js";
import { run } from "../contract-tests/support/run.js";
import { CommandError, parseCommandLine, runScript, usageError } from "./support/cli.js";

const USAGE = "Usage: tsx scripts/check-changelog.ts BASE\nBASE is the commit that the change starts from.";

await runScript(async () => {
  const [base] = parseCommandLine(USAGE, {}, 1).positionals;
  if (base === undefined) throw usageError("BASE is missing.", USAGE);
  const { code, stdout, stderr } = await run("git", ["diff", "--name-only", `${base}...HEAD`]);
  if (code !== 0) throw usageError(stderr.trim(), USAGE);
  const problem = findChangelogProblem(stdout.split("\n"));
  if (problem !== undefined) throw new CommandError(`${problem} Add a line under "## Unreleased".`);
  console.log("✓ CHANGELOG.md covers this change");
});
