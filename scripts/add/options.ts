import { propertiesOfAddTwilioNumberRequest as COLUMNS } from "../../generated/constants.js";
import { commandLine, misuse } from "../support/cli.js";

/** What a person asks of `add`. */
export interface AddOptions {
  /** As typed. */
  readonly numbers: readonly string[];
  /** A file of numbers, or `-` for standard input. */
  readonly from: string | undefined;
  /** Every number of the Twilio account. */
  readonly all: boolean;
  readonly label: string | undefined;
  readonly numberSid: string | undefined;
  readonly asksTwilio: boolean;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly journal: string | undefined;
  readonly concurrency: number;
  readonly connection: Connection;
}

/** Where the two APIs are, and where their secrets come from. */
export interface Connection {
  readonly baseUrl: string | undefined;
  readonly twilioBaseUrl: string | undefined;
  readonly accountSid: string | undefined;
  readonly envFile: string | undefined;
  readonly tokenFromStdin: boolean;
  /** For each number, in ms. */
  readonly timeout: number;
}

const SECRETS = `Secrets come from the environment (HAMSA_API_KEY, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN), from
--env-file FILE, or are asked for on a terminal; no option takes their value.`;

export const ADD_USAGE = `Usage: hamsa-twilio add [NUMBER...] [options]

Registers Twilio numbers with Hamsa, each exactly once: running it again is safe. Without a number,
on a terminal, it lists the numbers of the Twilio account to choose from.

  NUMBER              in E.164 form; spaces and dashes are taken out
  --from FILE         the numbers of a CSV or JSON file, - for standard input; columns, of which only
                      the first must be there: ${COLUMNS.join(", ")}
  --all               every number of the Twilio account that takes voice calls
  --label TEXT        the name in Hamsa of the one number (default: its name at Twilio)
  --number-sid PN...  the SID of the one number; Twilio is not asked then
  --no-twilio         never ask Twilio: the SIDs are given
  --yes               don't ask before registering
  --dry-run           everything but the registration
  --json              one JSON object a number on standard output
  --journal FILE      where each step is noted, so that an interrupted run goes on (default: beside FILE)
  --concurrency N     how many numbers at once, 1 to 8 (default 1)
  --timeout MS        how long one number may take, in ms (default 30000)
  --account-sid AC... the Twilio account
  --auth-token-stdin  read the auth token from standard input
  --env-file FILE     read NAME=value lines
  --base-url URL, --twilio-base-url URL   https, or loopback

${SECRETS}

Exit code: 0 all are registered; 1 at least one was rejected; 2 nothing was sent: usage, credentials,
params; 3 of at least one it is unknown; 130 interrupted.

Examples:
  hamsa-twilio add +14155550123
  hamsa-twilio add +14155550123 --label "Support Line" --yes
  hamsa-twilio add --from numbers.csv --dry-run --yes
  hamsa-twilio add --all --yes --json`;

export const LIST_USAGE = `Usage: hamsa-twilio list [--json] [options]

Lists the numbers that are registered with Hamsa.

  --json            one JSON object a number
  --timeout MS      how long a page may take, in ms (default 30000)
  --env-file FILE   read NAME=value lines
  --base-url URL    https, or loopback

The API key comes from HAMSA_API_KEY, from --env-file FILE, or is asked for on a terminal.
Exit code: 0 listed; 2 not listed; 130 interrupted.

Examples:
  hamsa-twilio list
  hamsa-twilio list --json`;

/** Options that people expect, and that no secret may be given to. */
const REFUSED = ["api-key", "hamsa-api-key", "auth-token", "twilio-auth-token", "token", "key"] as const;
const refusedFlags = Object.fromEntries(REFUSED.map((name) => [name, { type: "string" }])) as Record<
  (typeof REFUSED)[number],
  { type: "string" }
>;

const text = { type: "string" } as const;
const yes = { type: "boolean" } as const;
const CONNECTION = {
  ...refusedFlags,
  "base-url": text,
  "env-file": text,
  timeout: { type: "string", default: "30000" },
  help: { ...yes, short: "h" },
} as const;

/** Turns the command line into options. */
export function addOptions(argv: readonly string[]): AddOptions | "help" {
  const flags = {
    ...CONNECTION,
    ...{ from: text, label: text, journal: text, "number-sid": text, "account-sid": text, "twilio-base-url": text },
    ...{ all: yes, "no-twilio": yes, yes, "dry-run": yes, json: yes, "auth-token-stdin": yes },
    concurrency: { type: "string", default: "1" },
  } as const;
  const { values: given, positionals: numbers } = commandLine(ADD_USAGE, flags, Number.POSITIVE_INFINITY, argv);
  if (given.help) return "help";
  refuseSecrets(given, ADD_USAGE);
  const { from, all = false } = given;
  const sources = [numbers.length > 0, from !== undefined, all].filter(Boolean).length;
  if (sources > 1) throw misuse("Give numbers, --from or --all, not several of them.", ADD_USAGE);
  if (numbers.length !== 1 && (given.label !== undefined || given["number-sid"] !== undefined))
    throw misuse("--label and --number-sid are for one number alone.", ADD_USAGE);
  if (from === "-" && given["auth-token-stdin"])
    throw misuse("--from - and --auth-token-stdin can't both read standard input.", ADD_USAGE);
  const asksTwilio = !given["no-twilio"] && given["number-sid"] === undefined;
  if (!asksTwilio && sources === 0) throw misuse("Without Twilio the numbers must be given.", ADD_USAGE);
  if (!asksTwilio && all) throw misuse("--all asks Twilio for the numbers.", ADD_USAGE);
  return {
    ...{ numbers, from, all, asksTwilio, label: given.label, numberSid: given["number-sid"], journal: given.journal },
    ...{ yes: given.yes ?? false, dryRun: given["dry-run"] ?? false, json: given.json ?? false },
    concurrency: wholeNumber("--concurrency", given.concurrency, 8, ADD_USAGE),
    connection: {
      baseUrl: given["base-url"],
      twilioBaseUrl: given["twilio-base-url"],
      accountSid: given["account-sid"],
      envFile: given["env-file"],
      tokenFromStdin: given["auth-token-stdin"] ?? false,
      timeout: wholeNumber("--timeout", given.timeout, 2 ** 31 - 1, ADD_USAGE),
    },
  };
}

export function listOptions(argv: readonly string[]): { json: boolean; connection: Connection } | "help" {
  const flags = { ...CONNECTION, json: yes };
  const { values: given, positionals } = commandLine(LIST_USAGE, flags, Number.POSITIVE_INFINITY, argv);
  if (given.help) return "help";
  refuseSecrets(given, LIST_USAGE);
  // Not repeated: it may be a secret that found the wrong place.
  if (positionals.length > 0) throw misuse("list takes no numbers, and nothing but options.", LIST_USAGE);
  const connection = {
    ...{ baseUrl: given["base-url"], twilioBaseUrl: undefined, accountSid: undefined, envFile: given["env-file"] },
    ...{ tokenFromStdin: false, timeout: wholeNumber("--timeout", given.timeout, 2 ** 31 - 1, LIST_USAGE) },
  };
  return { json: given.json ?? false, connection };
}

function refuseSecrets(given: Readonly<Record<string, unknown>>, usage: string): void {
  const name = REFUSED.find((each) => given[each] !== undefined);
  if (name === undefined) return;
  const why = "what stands on a command line stays in the shell's history and shows in the list of processes";
  throw misuse(`--${name} takes no secret: ${why}. If it was a real one, change it.\n\n${SECRETS}`, usage);
}

function wholeNumber(flag: string, given: string, most: number, usage: string): number {
  if (/^[1-9][0-9]{0,9}$/.test(given) && Number(given) <= most) return Number(given);
  throw misuse(`${flag} takes a whole number from 1 to ${most}.`, usage);
}
