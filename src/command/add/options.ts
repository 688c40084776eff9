import { Option } from "@commander-js/extra-typings";
import { propertiesOfAddTwilioNumberRequest as COLUMNS } from "../../../generated/constants.js";
import { createCommand, parseUpTo } from "../command-line.js";

const SECRETS = `Secrets come from the environment (HAMSA_API_KEY, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN), from
--env-file FILE or a prompt; they can't be passed as options.`;

/** Options that people expect, and that are refused because their value would be a secret. */
const REFUSED = ["api-key", "hamsa-api-key", "auth-token", "twilio-auth-token", "token", "key"];

export type AddOptions = Readonly<ReturnType<ReturnType<typeof addFlags>["opts"]>>;
export type ListOptions = Readonly<ReturnType<ReturnType<typeof listFlags>["opts"]>>;

function addFlags() {
  return createCommand("add")
    .summary("register Twilio numbers with Hamsa, each exactly once")
    .description(
      "Registers Twilio numbers with Hamsa, each exactly once, so it is safe to re-run. Without a NUMBER, it lets you choose from your Twilio account's numbers (needs a terminal).",
    )
    .argument("[number...]", "in E.164 form; spaces and dashes are ignored")
    .option(
      "--from <file>",
      `read numbers from a CSV or JSON file (- for standard input). Columns, only the first required: ${COLUMNS.join(", ")}`,
    )
    .option("--all", "every number of the Twilio account that can take voice calls")
    .option("--label <text>", "name in Hamsa, if there is only one number (default: its name in Twilio)")
    .option("--number-sid <sid>", "SID (PN...), if there is only one number; skips the Twilio lookup")
    .option("--no-twilio", "skip the Twilio lookup; the input has the SIDs")
    .option("--yes", "register without asking for confirmation")
    .option("--dry-run", "do everything except register")
    .option("--json", "print one JSON object per number to standard output")
    .option("--journal <file>", "where to record progress, so an interrupted run can resume (default: next to FILE)")
    .option("--concurrency <n>", "how many numbers to register at once, 1 to 8", parseUpTo(8), 1)
    .option("--timeout <ms>", "time limit for each number, in ms", parseUpTo(2 ** 31 - 1), 30_000)
    .option("--account-sid <sid>", "Twilio account (AC...)")
    .option("--auth-token-stdin", "read the Twilio auth token from standard input")
    .option("--env-file <file>", "read NAME=value lines")
    .option("--base-url <url>", "Hamsa's URL: https, or loopback")
    .option("--twilio-base-url <url>", "Twilio's URL: https, or loopback")
    .addHelpText(
      "after",
      `
${SECRETS}

Exit codes: 0 all registered; 1 at least one rejected; 2 nothing sent (bad usage, credentials or
params); 3 at least one unknown; 130 interrupted.

Examples:
  hamsa-twilio add +14155550123
  hamsa-twilio add +14155550123 --label "Support Line" --yes
  hamsa-twilio add --from numbers.csv --dry-run --yes
  hamsa-twilio add --all --yes --json`,
    );
}

function listFlags() {
  return (
    createCommand("list")
      .summary("list the registered numbers")
      .description("Lists the numbers registered with Hamsa.")
      // Accepted here and refused below, where the message doesn't repeat it.
      .argument("[words...]")
      .usage("[options]")
      .option("--json", "print one JSON object per number")
      .option("--timeout <ms>", "time limit for each page, in ms", parseUpTo(2 ** 31 - 1), 30_000)
      .option("--env-file <file>", "read NAME=value lines")
      .option("--base-url <url>", "Hamsa's URL: https, or loopback")
      .addHelpText(
        "after",
        `
The API key comes from HAMSA_API_KEY, --env-file FILE or a prompt.
Exit codes: 0 listed; 2 not listed; 130 interrupted.

Examples:
  hamsa-twilio list
  hamsa-twilio list --json`,
      )
  );
}

/** Whether SIDs come from the Twilio lookup. */
export const usesTwilio = ({ twilio, numberSid }: AddOptions) => twilio && numberSid === undefined;

/** Whether the command can ask questions. */
export const hasTerminal = Boolean(process.stdin.isTTY && process.stderr.isTTY);

export function addCommand(run: (numbers: readonly string[], options: AddOptions) => Promise<void>) {
  const add = addFlags();
  refuseSecrets(add);
  return add.action(async (numbers, options) => {
    const problem = findProblem(numbers, options);
    if (problem !== undefined) add.error(problem);
    await run(numbers, options);
  });
}

/** Options that exclude each other, and what needs a terminal. */
function findProblem(numbers: readonly string[], options: AddOptions): string | undefined {
  const { from, all, label, numberSid, yes, dryRun, authTokenStdin } = options;
  const sources = [numbers.length > 0, from !== undefined, all].filter(Boolean).length;
  if (sources > 1) return "Use only one of NUMBER, --from and --all.";
  if (numbers.length !== 1 && (label !== undefined || numberSid !== undefined))
    return "--label and --number-sid work with one number only.";
  if (from === "-" && authTokenStdin) return "--from - and --auth-token-stdin can't both read standard input.";
  if (!usesTwilio(options) && sources === 0) return "With --no-twilio, give the numbers yourself.";
  if (!usesTwilio(options) && all)
    return "--all gets the numbers from Twilio, so it can't be combined with --no-twilio.";
  if (!hasTerminal && sources === 0)
    return "There is no number, and no terminal to choose one on. Add a number, --from or --all.";
  if (!hasTerminal && !yes && !dryRun)
    return "There is no terminal to ask for confirmation on. Add --yes or --dry-run.";
  return undefined;
}

export function listCommand(run: (options: ListOptions) => Promise<void>) {
  const list = listFlags();
  refuseSecrets(list);
  return list.action(async (words, options) => {
    // Not repeated: it may be a secret in the wrong place.
    if (words.length > 0) list.error("list takes no arguments, only options.");
    await run(options);
  });
}

function refuseSecrets(command: ReturnType<typeof addFlags> | ReturnType<typeof listFlags>): void {
  const why = "command-line arguments end up in shell history and process listings";
  for (const name of REFUSED) {
    command.addOption(new Option(`--${name} [secret]`).hideHelp());
    command.on(`option:${name}`, () => {
      command.error(`--${name} is not supported: ${why}. If that was a real secret, rotate it.\n\n${SECRETS}\n`);
    });
  }
}
