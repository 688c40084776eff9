import { Command, InvalidArgumentError } from "@commander-js/extra-typings";

/** A command that prints what is wrong with its arguments and how to call it, and throws. */
export function createCommand(name: string) {
  return new Command(name)
    .exitOverride()
    .showHelpAfterError()
    .helpOption("-h, --help", "print this help and exit")
    .configureOutput({ outputError: (text, write) => write(`\n${removeValues(text)}`) });
}

/** Parses a whole number from 1 to `max`. */
export const parseUpTo =
  (max: number) =>
  (given: string): number => {
    if (/^[0-9]{1,10}$/.test(given) && Number(given) >= 1 && Number(given) <= max) return Number(given);
    throw new InvalidArgumentError(`must be a whole number from 1 to ${max}`);
  };

/** Only the option's name is repeated: anything else may be a secret in the wrong place. */
function removeValues(text: string): string {
  return text
    .replace(/^error: (.)/, (_, first: string) => first.toUpperCase())
    .replace(/(unknown option '(?:--[^=']*|-.))[^']*'/i, "$1'")
    .replace(/ argument '.*' is invalid\./s, "")
    .replace(/(unknown command) '.*'/i, "$1");
}
