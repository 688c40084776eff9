import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { security } from "../../support/contract.js";
import { listing, registration } from "../../support/description.js";
import { checks } from "../checks/checks.js";
import { SHORTEST_SECRET } from "../exchange/leak-finder.js";
import { CannotJudge } from "../verdicts/cannot-judge.js";
import type { Verification } from "../verdicts/verify.js";
import { paramsFrom } from "./params.js";

export const USAGE = `Usage: hamsa-twilio verify --target URL [options]

Judges whether a server keeps the contract of
  ${registration.method} ${registration.path}
  ${listing.method} ${listing.path}

  --target URL      where the API answers, for example https://api.tryhamsa.com
  --api-key KEY     a valid key; HAMSA_API_KEY in the environment keeps it out of the shell's history
  --params FILE     JSON of the one registration that is sent (default: the description's synthetic example)
  --safe            send nothing that registers a number, only reads and what must be refused: for production
  --strict          let advice fail the run as well
  --only ID         judge only this check, and send what it needs; may be repeated
  --json FILE       write the report as JSON (its schema is hamsa-twilio/report.schema.json)
  --junit FILE      write the report as JUnit XML
  --html FILE       write the report as a page
  --timeout MS      limit on each request (default: 10000)
  --concurrency N   how many requests are under way at once, 1 to 16 (default: 4)
  --header 'N: V'   a header for a gateway before the server; may be repeated
  --cacert FILE     a certificate authority to trust besides the usual ones (PEM)
  --list            print every check with its level, and end
  --help            print this, and end

Proxies: set what your Node understands (NODE_USE_ENV_PROXY=1 with HTTPS_PROXY, from Node 22.21 and 24.5 on).
Exit code 0: keeps the contract. 1: breaks it. 2: could not be judged. 130: interrupted.

Examples:
  HAMSA_API_KEY=... hamsa-twilio verify --target https://api.staging.example --params params.json
  HAMSA_API_KEY=... hamsa-twilio verify --target https://api.tryhamsa.com --safe --html report.html`;

const DEFAULT_TIMEOUT_MS = 10_000;
const MOST_TIMEOUT_MS = 10 * 60_000;
const MOST_AT_ONCE = 16;

/** A report that is written to a file, by the option that names the file. */
export type ReportFile = "json" | "junit" | "html";
const REPORT_FILES: readonly ReportFile[] = ["json", "junit", "html"];

/** What the command line asks for. */
export interface Options {
  readonly verification: Verification;
  readonly files: readonly { readonly report: ReportFile; readonly file: string }[];
  /** A certificate authority to trust besides the usual ones. */
  readonly cacert: string | undefined;
  /** Whether the terminal shows colours. */
  readonly coloured: boolean;
}

/** Reads the command line; an error about it ends with the usage. `help` and `list` are all that is asked then. */
export function optionsFrom(argv: readonly string[], environment: NodeJS.ProcessEnv): Options | "help" | "list" {
  const given = flags(argv);
  if (given.help) return "help";
  if (given.list) return "list";
  const { params, safe, strict } = given;
  const headers = checkedHeaders(given.header ?? []);
  const plan = {
    apiKey: checkedKey(given["api-key"] ?? environment.HAMSA_API_KEY),
    safe,
    otherSecrets: Object.values(headers),
    ...(params === undefined ? {} : { params: paramsFrom(params, (file) => readFileSync(file, "utf8")) }),
  };
  const sending = {
    timeoutMs: wholeNumber("--timeout", given.timeout, DEFAULT_TIMEOUT_MS, MOST_TIMEOUT_MS, "milliseconds"),
    concurrency: wholeNumber("--concurrency", given.concurrency, 4, MOST_AT_ONCE, "a number of requests"),
    headers,
  };
  return {
    verification: { target: checkedTarget(given.target), plan, strict, sending, only: checkedIds(given.only) },
    files: REPORT_FILES.flatMap((report) => (given[report] === undefined ? [] : [{ report, file: given[report] }])),
    cacert: given.cacert,
    coloured: process.stdout.isTTY === true && !environment.NO_COLOR,
  };
}

function flags(argv: readonly string[]) {
  const text = { type: "string" } as const;
  const texts = { type: "string", multiple: true } as const;
  const yes = { type: "boolean", default: false } as const;
  const options = {
    ...{ target: text, "api-key": text, params: text, json: text, junit: text, html: text, timeout: text },
    ...{ concurrency: text, cacert: text, header: texts, only: texts },
    ...{ safe: yes, strict: yes, list: yes, help: { ...yes, short: "h" } },
  } as const;
  try {
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    // Node's message may go on to explain positional arguments: its first sentence says what is wrong.
    throw usage(String((error as Error).message).split(". ")[0] ?? "");
  }
}

function usage(problem: string): CannotJudge {
  return new CannotJudge(`${problem}.\n\n${USAGE}`);
}

function checkedTarget(target: string | undefined): string {
  if (target === undefined) throw usage("--target is missing");
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw usage("--target is not an http or https URL");
  if (url.username || url.password) throw usage("--target must not carry a user or a password");
  if (url.search || url.hash) throw usage("--target must end with its host or a path, without ? and #");
  return url.href;
}

function checkedKey(apiKey: string | undefined): string {
  if (!apiKey) throw usage("There is no API key: give --api-key or set HAMSA_API_KEY");
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw usage("The API key has white space or characters that no header can carry");
  if (apiKey.length < SHORTEST_SECRET) {
    throw usage(`The API key is shorter than ${SHORTEST_SECRET} characters, too short to be kept out of a report`);
  }
  return apiKey;
}

function checkedIds(only: readonly string[] | undefined): readonly string[] | undefined {
  const ids = only?.flatMap((each) => each.split(","));
  const unknown = ids?.find((id) => !checks.some((check) => check.id === id));
  if (unknown !== undefined) throw usage(`There is no check ${unknown}; --list prints all of them`);
  return ids;
}

/** The value of a header may be a gateway's secret: no error repeats it. */
function checkedHeaders(lines: readonly string[]): Readonly<Record<string, string>> {
  const headers = new Headers();
  for (const line of lines) {
    const [name = "", ...value] = line.split(":");
    if (name.trim().toLowerCase() === security.header.toLowerCase()) {
      throw usage(`--header must not set ${security.header}: that is what --api-key is for`);
    }
    try {
      if (value.length === 0) throw new TypeError("no colon");
      headers.append(name.trim(), value.join(":").trim());
    } catch {
      throw usage("--header takes 'Name: value', with a name and a value that HTTP allows");
    }
  }
  return Object.fromEntries(headers);
}

function wholeNumber(option: string, given: string | undefined, usual: number, most: number, unit: string): number {
  const number = given === undefined ? usual : /^[0-9]+$/.test(given) ? Number(given) : 0;
  if (number >= 1 && number <= most) return number;
  throw usage(`${option} takes ${unit}, from 1 to ${most}`);
}
