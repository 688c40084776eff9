import { CommandError } from "./cli.js";
import { bin, commandProblem } from "./command.js";

/** Redocly must neither report usage nor look for a newer version: the project's commands take no network. */
const QUIET = {
  REDOCLY_TELEMETRY: "off",
  REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
};

/** Runs a Redocly command with one of the project's configurations; a refusal ends the script that asked. */
export async function redocly(config: string, command: string, ...args: string[]): Promise<void> {
  const problem = await redoclyProblem(config, command, ...args);
  if (problem !== undefined) throw new CommandError(`redocly ${command} refused the description:\n\n${problem}`);
}

/** What a Redocly command has against the description, or nothing. */
export async function redoclyProblem(config: string, command: string, ...args: string[]): Promise<string | undefined> {
  const argv = [command, ...args, `--config=${config}`];
  const problem = await commandProblem(bin("@redocly/cli", "redocly"), argv, QUIET);
  return problem === undefined ? undefined : withoutBanner(problem);
}

/** The end-of-life notice for Node 20 fills a screen and says nothing about the description; it leaves gaps, too. */
function withoutBanner(output: string): string {
  const lines = output.split("\n").filter((line) => !/[╔║╚]/.test(line));
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
