import { Command, InvalidArgumentError } from "@commander-js/extra-typings";

/** A command that tells what is wrong with its arguments, and how to call it, and throws. */
export function command(name: string) {
  return new Command(name)
    .exitOverride()
    .showHelpAfterError()
    .helpOption("-h, --help", "print this, and end")
    .configureOutput({ outputError: (text, write) => write(`\n${withoutValues(text)}`) });
}

/** Reads a whole number from 1 on. */
export const upTo =
  (most: number) =>
  (given: string): number => {
    if (/^[0-9]{1,10}$/.test(given) && Number(given) >= 1 && Number(given) <= most) return Number(given);
    throw new InvalidArgumentError(`takes a whole number from 1 to ${most}`);
  };

/** What was typed is not repeated beyond the option's name: it may be a secret in the wrong place. */
function withoutValues(text: string): string {
  return text
    .replace(/^error: (.)/, (_, first: string) => first.toUpperCase())
    .replace(/(unknown option '(?:--[^=']*|-.))[^']*'/i, "$1'")
    .replace(/ argument '.*' is invalid\./s, "")
    .replace(/(unknown command) '.*'/i, "$1");
}
