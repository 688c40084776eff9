import { InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { validateListPhoneNumbersParameters } from "../../generated/validators.js";
import type { ListPhoneNumbersParams } from "../index.js";
import { createCommand, parseUpTo, refuseUnsafeOptions } from "./command-line.js";

// The options that mean the same in every command, and the commands that have few others.

export const CONNECTION = "Connection and secrets:";

/** The longest time that a timer of Node can wait, in ms. */
const MAX_TIMER = 2 ** 31 - 1;

export const jsonOption = () => new Option("--json", "print one JSON object per number to standard output");

export const envOption = () => new Option("--env <file>", "read NAME=value lines from a file").helpGroup(CONNECTION);

export const baseUrlOption = () =>
  new Option("--base-url <url>", "Hamsa's URL: https, or loopback").argParser(parseUrl).helpGroup(CONNECTION);

export const timeoutOption = () =>
  new Option("--timeout <ms>", "time limit for each number, page or request, in ms")
    .argParser(parseUpTo(MAX_TIMER))
    .default(30_000)
    .helpGroup(CONNECTION);

export const debugOption = () =>
  new Option("--debug", "print each request and response to standard error, secrets masked").helpGroup(CONNECTION);

export const journalOption = () =>
  new Option(
    "--journal <file>",
    "another place for the record of what was sent (default: a file in your state folder)",
  );

export type ListOptions = Readonly<ReturnType<ReturnType<typeof declareList>["opts"]>>;
export type AttemptsOptions = Readonly<ReturnType<ReturnType<typeof declareAttempts>["opts"]>>;

export function listCommand(run: (options: ListOptions) => Promise<void>) {
  const list = declareList();
  refuseUnsafeOptions(list);
  return list.action((options) => run(options));
}

export function attemptsCommand(run: (options: AttemptsOptions) => Promise<void>) {
  const attempts = declareAttempts();
  refuseUnsafeOptions(attempts);
  return attempts.action((options) => run(options));
}

function declareList() {
  return createCommand("list")
    .summary("list the registered numbers")
    .description(
      `Lists the numbers registered with Hamsa.

Examples:
  hamsa-twilio list
  hamsa-twilio list --provider twilio --json`,
    )
    .option("--provider <name>", "only numbers of this provider: twilio or sip", parseProvider)
    .addOption(jsonOption())
    .addOption(envOption())
    .addOption(baseUrlOption())
    .addOption(timeoutOption())
    .addOption(debugOption())
    .addHelpText(
      "after",
      "\nThe API key comes from HAMSA_API_KEY in the environment, from the file of --env,\nor from a prompt.\n\nExit codes: 0 listed; 1 not all of it could be printed;\n2 not listed; 130 interrupted.",
    );
}

function declareAttempts() {
  return createCommand("attempts")
    .summary("show what was sent, and what is still pending")
    .description(
      `Shows the numbers that were sent to Hamsa and are not known to be registered. It asks no server.

Examples:
  hamsa-twilio attempts
  hamsa-twilio attempts --json`,
    )
    .addOption(jsonOption())
    .addOption(journalOption())
    .option("--forget <number>", "remove a number from the record, because you removed it in Hamsa")
    .addHelpText("after", "\nExit codes: 0 shown; 2 the record can't be read.");
}

function parseUrl(given: string): string {
  if (URL.canParse(given) && /^https?:$/.test(new URL(given).protocol)) return given;
  throw new InvalidArgumentError("must be a URL, such as https://api.tryhamsa.com.");
}

function parseProvider(given: string): ListPhoneNumbersParams["provider"] {
  const provider = given.toUpperCase() as NonNullable<ListPhoneNumbersParams["provider"]>;
  const [violation] = validateListPhoneNumbersParameters({ provider });
  if (violation !== undefined) throw new InvalidArgumentError(`${violation.message}.`);
  return provider;
}
