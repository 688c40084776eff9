import { readFileSync, writeFileSync } from "node:fs";
import { run } from "../contract-tests/support/run.js";
import { parseCommandLine, runScript, usageError } from "./support/cli.js";

const USAGE = "Usage: npm run repository -- OWNER/NAME\nWrites the repository's address wherever the project names it.";

await runScript(async () => {
  const [path = ""] = parseCommandLine(USAGE, {}, 1).positionals;
  if (!/^[\w.-]+\/[\w.-]+$/.test(path)) throw usageError("OWNER/NAME is missing.", USAGE);
  const { repository } = JSON.parse(readFileSync("package.json", "utf8")) as { repository: { url: string } };
  const [, current = ""] = /github\.com\/(.+)\.git$/.exec(repository.url) ?? [];
  const { stdout } = await run("git", [
    "grep",
    "--files-with-matches",
    "--fixed-strings",
    current,
    "--",
    ":!*.test.ts",
  ]);
  for (const file of stdout.trim().split("\n")) {
    writeFileSync(file, readFileSync(file, "utf8").replaceAll(current, path));
    console.log(`  ${file}`);
  }
});
