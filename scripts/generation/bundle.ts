import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { bin, commandProblem } from "../support/command.js";
import { CommandFailed } from "../support/command-failed.js";
import { QUIET, withoutBanner } from "../support/redocly.js";
import type { Description } from "./description.js";

/** Runs a Redocly command with the project's configuration. */
async function redocly(command: string, ...args: string[]): Promise<void> {
  const argv = [command, ...args, "--config=openapi/redocly.yaml"];
  const problem = await commandProblem(bin("@redocly/cli", "redocly"), argv, QUIET);
  if (problem === undefined) return;
  throw new CommandFailed(`redocly ${command} refused the description:\n\n${withoutBanner(problem)}`);
}

/** Refuses a description that is broken or breaks a rule, with the file, the line and the reason. */
export async function lint(description: string): Promise<void> {
  await redocly("lint", description, "--format=stylish");
}

/** Lints the description, then writes it as one JSON file. */
export async function bundle(description: string, directory: string): Promise<Description> {
  await lint(description);
  const output = join(directory, "openapi.json");
  await redocly("bundle", description, `--output=${output}`);
  return JSON.parse(await readFile(output, "utf8"));
}
