import { styleText } from "node:util";
import { Command, type CommandUnknownOpts, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { writeResult } from "./output.js";

/** Longer lines are broken: a narrower terminal is rare, and a wider one is not easier to read. */
const MAX_HELP_WIDTH = 80;

/** What a mistyped option may look like. Anything else is not repeated, since it may be a secret in the wrong place. */
const OPTION_NAME = /^--?[a-z][a-z-]{0,24}$/i;

/** Options that people expect, and that are refused because their value would be a secret. */
const SECRET_OPTIONS = ["api-key", "hamsa-api-key", "auth-token", "twilio-auth-token", "token", "key"];

const WHY_NO_SECRETS = "command-line arguments end up in shell history and process listings";

export const WHERE_SECRETS_COME_FROM =
  "Secrets come from HAMSA_API_KEY, TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN in the\nenvironment, from the file of --env, or from a prompt.";

/**
 * A command whose mistakes fit on the smallest screen: the error, one suggestion, and where to read more. It throws
 * instead of ending the process.
 */
export function createCommand(name: string) {
  const pointer = `Run ${name === "hamsa-twilio" ? name : `hamsa-twilio ${name}`} --help for all options.`;
  const width = (columns = MAX_HELP_WIDTH) => Math.min(columns, MAX_HELP_WIDTH);
  return new Command(name)
    .exitOverride()
    .showHelpAfterError(pointer)
    .addHelpOption(new Option("-h, --help", "print this help and exit"))
    .configureHelp({ styleTitle: (title) => styleText("bold", title) })
    .configureOutput({
      getOutHelpWidth: () => width(process.stdout.columns),
      getErrHelpWidth: () => width(process.stderr.columns),
      writeOut: writeResult,
      outputError: (message, write) => write(`${describeMistake(message.trimEnd())}\n`),
    });
}

/** Adds the options that people expect and must not use, so that they read why and what to do instead. */
export function refuseUnsafeOptions(command: CommandUnknownOpts): void {
  command.addOption(new Option("--env-file [file]").hideHelp());
  command.on("option:env-file", () => {
    command.error("--env-file is an option of Node itself, which can run code from the file. Use --env.");
  });
  for (const name of SECRET_OPTIONS) {
    command.addOption(new Option(`--${name} [secret]`).hideHelp());
    command.on(`option:${name}`, () => {
      command.error(
        `--${name} is not supported: ${WHY_NO_SECRETS}. If that was a real secret, rotate it. ${WHERE_SECRETS_COME_FROM}`,
      );
    });
  }
}

/** Parses a whole number from 1 to `max`. */
export const parseUpTo =
  (max: number) =>
  (given: string): number => {
    if (/^[0-9]{1,10}$/.test(given) && Number(given) >= 1 && Number(given) <= max) return Number(given);
    throw new InvalidArgumentError(`must be a whole number from 1 to ${max}.`);
  };

/** Commander's messages, in our words, on one line, and without what was typed. */
function describeMistake(message: string): string {
  const suggestion = /\((Did you mean .*\?)\)$/.exec(message)?.[1];
  const sentence = message
    .replace(/\n\(Did you mean .*$/s, "")
    .replace(/^error: /, "")
    .replace(/^unknown option '(.*?)(?:=.*)?'$/s, (_, name: string) =>
      OPTION_NAME.test(name) ? `Unknown option ${name}.` : "Unknown option (not shown: it may be a secret).",
    )
    .replace(/^unknown command .*$/s, "Unknown command.")
    .replace(/^missing required argument '(\w+)'$/, "The argument $1 is missing.")
    .replace(/^option '(?:-\w, )?(--[a-z-]+)[^']*' argument missing$/, "$1 needs a value.")
    .replace(/^option '(?:-\w, )?(--[a-z-]+)[^']*' argument '.*' is invalid\. /s, "$1 ")
    .replace(/^command-argument value '.*' is invalid for argument '(\w+)'\. /s, "Invalid $1. ")
    .replace(/^too many arguments for '(\w+)'.*$/, "$1 takes no arguments, only options.");
  return [sentence, suggestion].filter(Boolean).join(" ");
}
