import { Option } from "@commander-js/extra-typings";
import { propertiesOfAddTwilioNumberRequest as COLUMNS } from "../../../generated/constants.js";
import { command, upTo } from "../command-line.js";

const SECRETS = `Secrets come from the environment (HAMSA_API_KEY, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN), from
--env-file FILE, or are asked for on a terminal; no option takes their value.`;

/** Options that people expect, and that no secret may be given to. */
const REFUSED = ["api-key", "hamsa-api-key", "auth-token", "twilio-auth-token", "token", "key"];

/** What a person asks of `add`. */
export type AddOptions = Readonly<ReturnType<ReturnType<typeof addFlags>["opts"]>>;
export type ListOptions = Readonly<ReturnType<ReturnType<typeof listFlags>["opts"]>>;

function addFlags() {
  return command("add")
    .summary("register Twilio numbers with Hamsa, each exactly once")
    .description(
      "Registers Twilio numbers with Hamsa, each exactly once: running it again is safe. Without a number, on a terminal, it lists the numbers of the Twilio account to choose from.",
    )
    .argument("[number...]", "in E.164 form; spaces and dashes are taken out")
    .option(
      "--from <file>",
      `the numbers of a CSV or JSON file, - for standard input; columns, of which only the first must be there: ${COLUMNS.join(", ")}`,
    )
    .option("--all", "every number of the Twilio account that takes voice calls")
    .option("--label <text>", "the name in Hamsa of the one number (default: its name at Twilio)")
    .option("--number-sid <sid>", "the SID (PN...) of the one number; Twilio is not asked then")
    .option("--no-twilio", "never ask Twilio: the SIDs are given")
    .option("--yes", "don't ask before registering")
    .option("--dry-run", "everything but the registration")
    .option("--json", "one JSON object a number on standard output")
    .option("--journal <file>", "where each step is noted, so that an interrupted run goes on (default: beside FILE)")
    .option("--concurrency <n>", "how many numbers at once, 1 to 8", upTo(8), 1)
    .option("--timeout <ms>", "how long one number may take, in ms", upTo(2 ** 31 - 1), 30_000)
    .option("--account-sid <sid>", "the Twilio account (AC...)")
    .option("--auth-token-stdin", "read the auth token from standard input")
    .option("--env-file <file>", "read NAME=value lines")
    .option("--base-url <url>", "where Hamsa is: https, or loopback")
    .option("--twilio-base-url <url>", "where Twilio is: https, or loopback")
    .addHelpText(
      "after",
      `
${SECRETS}

Exit code: 0 all are registered; 1 at least one was rejected; 2 nothing was sent: usage, credentials,
params; 3 of at least one it is unknown; 130 interrupted.

Examples:
  hamsa-twilio add +14155550123
  hamsa-twilio add +14155550123 --label "Support Line" --yes
  hamsa-twilio add --from numbers.csv --dry-run --yes
  hamsa-twilio add --all --yes --json`,
    );
}

function listFlags() {
  return (
    command("list")
      .summary("list the numbers that are registered")
      .description("Lists the numbers that are registered with Hamsa.")
      // Not an error of the library's: that would not say why.
      .argument("[nothing...]")
      .usage("[options]")
      .option("--json", "one JSON object a number")
      .option("--timeout <ms>", "how long a page may take, in ms", upTo(2 ** 31 - 1), 30_000)
      .option("--env-file <file>", "read NAME=value lines")
      .option("--base-url <url>", "https, or loopback")
      .addHelpText(
        "after",
        `
The API key comes from HAMSA_API_KEY, from --env-file FILE, or is asked for on a terminal.
Exit code: 0 listed; 2 not listed; 130 interrupted.

Examples:
  hamsa-twilio list
  hamsa-twilio list --json`,
      )
  );
}

/** Whether the SIDs are to come from Twilio. */
export const asksTwilio = ({ twilio, numberSid }: AddOptions) => twilio && numberSid === undefined;

/** Whether there is somebody to ask. */
export const canAsk = Boolean(process.stdin.isTTY && process.stderr.isTTY);

export function addCommand(run: (numbers: readonly string[], options: AddOptions) => Promise<void>) {
  const add = addFlags();
  refuseSecrets(add);
  return add.action(async (numbers, options) => {
    const problem = problemOf(numbers, options);
    if (problem !== undefined) add.error(problem);
    await run(numbers, options);
  });
}

/** What can't go together, and what needs a terminal. */
function problemOf(numbers: readonly string[], options: AddOptions): string | undefined {
  const { from, all, label, numberSid, yes, dryRun, authTokenStdin } = options;
  const sources = [numbers.length > 0, from !== undefined, all].filter(Boolean).length;
  if (sources > 1) return "Give numbers, --from or --all, not several of them.";
  if (numbers.length !== 1 && (label !== undefined || numberSid !== undefined))
    return "--label and --number-sid are for one number alone.";
  if (from === "-" && authTokenStdin) return "--from - and --auth-token-stdin can't both read standard input.";
  if (!asksTwilio(options) && sources === 0) return "Without Twilio the numbers must be given.";
  if (!asksTwilio(options) && all) return "--all asks Twilio for the numbers.";
  if (!canAsk && sources === 0) return "There is no number, and no terminal to choose one on.";
  if (!canAsk && !yes && !dryRun) return "There is no terminal to ask on before registering: add --yes, or --dry-run.";
  return undefined;
}

export function listCommand(run: (options: ListOptions) => Promise<void>) {
  const list = listFlags();
  refuseSecrets(list);
  return list.action(async (words, options) => {
    // Not repeated: it may be a secret that found the wrong place.
    if (words.length > 0) list.error("list takes no numbers, and nothing but options.");
    await run(options);
  });
}

function refuseSecrets(command: ReturnType<typeof addFlags> | ReturnType<typeof listFlags>): void {
  const why = "what stands on a command line stays in the shell's history and shows in the list of processes";
  for (const name of REFUSED) {
    command.addOption(new Option(`--${name} [secret]`).hideHelp());
    command.on(`option:${name}`, () => {
      command.error(`--${name} takes no secret: ${why}. If it was a real one, change it.\n\n${SECRETS}\n`);
    });
  }
}
