import { InvalidArgumentError } from "@commander-js/extra-typings";
import { propertiesOfAddTwilioNumberRequest as COLUMNS } from "../../../generated/constants.js";
import { validateAddTwilioNumberRequest } from "../../../generated/validators.js";
import { createCommand, parseUpTo, refuseUnsafeOptions, WHERE_SECRETS_COME_FROM } from "../command-line.js";
import {
  baseUrlOption,
  CONNECTION,
  debugOption,
  envOption,
  journalOption,
  jsonOption,
  timeoutOption,
} from "../options.js";

const HOW = "How to register them:";

export type AddOptions = Readonly<ReturnType<ReturnType<typeof declareAdd>["opts"]>>;

export function addCommand(run: (numbers: readonly string[], options: AddOptions) => Promise<void>) {
  const add = declareAdd();
  refuseUnsafeOptions(add);
  return add.action(async (numbers, options) => {
    const problem = findProblem(numbers, options);
    if (problem !== undefined) add.error(problem);
    await run(numbers, options);
  });
}

function declareAdd() {
  return createCommand("add")
    .summary("register Twilio numbers with Hamsa, each exactly once")
    .description(
      `Registers Twilio numbers with Hamsa, each exactly once, so it is safe to re-run. Without a NUMBER, it lets you choose from your Twilio account's numbers (needs a terminal).

Examples:
  hamsa-twilio add +14155550123
  hamsa-twilio add +14155550123 --label "Support Line" --yes
  hamsa-twilio add --from numbers.csv --dry-run
  hamsa-twilio add --all --yes --json`,
    )
    .argument("[number...]", "in E.164 form; spaces and dashes are ignored")
    .optionsGroup("What to register:")
    .option(
      "--from <file>",
      `read numbers from a CSV or JSON file (- for standard input). Columns, only the first required: ${COLUMNS.join(", ")}`,
    )
    .option("--all", "every number of the Twilio account that can take voice calls")
    .option("--label <text>", "name in Hamsa, if there is only one number (default: its name in Twilio)")
    .option("--number-sid <sid>", "SID (PN...), if there is only one number; skips the Twilio lookup", parseNumberSid)
    .optionsGroup(HOW)
    .option("-y, --yes", "register without asking for confirmation")
    .option("--dry-run", "do everything except register")
    .option("--resend", "send again what was sent and is still not in Hamsa's list")
    .option("--concurrency <n>", "how many numbers to register at once, 1 to 8", parseUpTo(8), 1)
    .addOption(jsonOption().helpGroup(HOW))
    .addOption(journalOption().helpGroup(HOW))
    .option("--same-account", "the new API key belongs to the same Hamsa account as the one before")
    .option("--no-same-account", "the new API key belongs to another Hamsa account")
    .addOption(envOption())
    .optionsGroup(CONNECTION)
    .option("--account-sid <sid>", "Twilio account (AC...)")
    .option("--auth-token-stdin", "read the Twilio auth token from standard input")
    .option("--no-twilio", "skip the Twilio lookup; the input has the SIDs")
    .addOption(baseUrlOption())
    .option("--twilio-base-url <url>", "Twilio's URL: https, or loopback", parseTwilioUrl)
    .addOption(timeoutOption())
    .addOption(debugOption())
    .addHelpText(
      "after",
      `
${WHERE_SECRETS_COME_FROM}

Exit codes: 0 all registered; 1 at least one rejected or not sent, or the output
could not be written; 2 nothing sent (bad usage, credentials or params); 3 at
least one unknown; 130 interrupted (129 by SIGHUP, 143 by SIGTERM).`,
    );
}

/** Whether SIDs come from the Twilio lookup. */
export const usesTwilio = ({ twilio, numberSid }: AddOptions) => twilio && numberSid === undefined;

/** Whether the command can ask questions. */
export const hasTerminal = Boolean(process.stdin.isTTY && process.stderr.isTTY);

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

function parseNumberSid(twilioNumberSid: string): string {
  const violation = validateAddTwilioNumberRequest({ twilioNumberSid }).find(
    ({ field }) => field === ".twilioNumberSid",
  );
  if (violation !== undefined) throw new InvalidArgumentError(`${violation.message}.`);
  return twilioNumberSid;
}

function parseTwilioUrl(given: string): string {
  const { protocol, hostname } = URL.canParse(given) ? new URL(given) : { protocol: "", hostname: "" };
  const isLoopback = /^(?:localhost|127(?:\.[0-9]+){3}|\[::1\])$/.test(hostname);
  if (protocol === "https:" || (protocol === "http:" && isLoopback)) return given;
  throw new InvalidArgumentError("must start with https:// or be on loopback, because it receives the auth token.");
}
