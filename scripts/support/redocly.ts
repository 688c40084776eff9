import { bin, commandProblem } from "./command.js";
import { CommandFailed } from "./command-failed.js";

/** Redocly must neither report usage nor look for a newer version: nothing here takes the network. */
const QUIET = {
  REDOCLY_TELEMETRY: "off",
  REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
};

/** Runs a Redocly command with one of the project's configurations. */
export async function redocly(config: string, command: string, ...args: string[]): Promise<void> {
  const argv = [command, ...args, `--config=${config}`];
  const problem = await commandProblem(bin("@redocly/cli", "redocly"), argv, QUIET);
  if (problem === undefined) return;
  throw new CommandFailed(`redocly ${command} refused the description:\n\n${withoutBanner(problem)}`);
}

/** The end-of-life notice for Node 20 fills a screen and says nothing about the description. */
function withoutBanner(output: string): string {
  const lines = output.split("\n").filter((line) => !/[╔║╚]/.test(line));
  return lines.join("\n").trim();
}
