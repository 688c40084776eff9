import { CommandError } from "./cli.js";
import { findBin, runPackageCommand } from "./command.js";

/** Keeps Redocly from reporting usage and from looking for a newer version: the project's commands use no network. */
export const QUIET = {
  REDOCLY_TELEMETRY: "off",
  REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
};

/** Runs a Redocly command with one of the project's configurations. If it fails, the script ends. */
export async function runRedocly(config: string, command: string, ...args: string[]): Promise<void> {
  const problem = await tryRedocly(config, command, ...args);
  if (problem !== undefined) throw new CommandError(`redocly ${command} rejected the description:\n\n${problem}`);
}

/** Runs a Redocly command and returns the problem it found, if any. */
export async function tryRedocly(config: string, command: string, ...args: string[]): Promise<string | undefined> {
  const argv = [command, ...args, `--config=${config}`];
  const problem = await runPackageCommand(findBin("@redocly/cli", "redocly"), argv, QUIET);
  return problem === undefined ? undefined : removeBanner(problem);
}

/** The end-of-life notice for Node 20 fills a screen, says nothing about the description and leaves gaps. */
function removeBanner(output: string): string {
  const lines = output.split("\n").filter((line) => !/[╔║╚]/.test(line));
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
