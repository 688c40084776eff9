import { readFileSync } from "node:fs";
import { checks } from "../../verify/checks/checks.js";
import { SHORTEST_SECRET } from "../../verify/exchange/leak-finder.js";
import { security } from "../../verify/operations/contract.js";
import type { Verification } from "../../verify/verdicts/verify.js";
import type { Flags } from "./flags.js";
import { paramsFrom } from "./params.js";

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

/** What is wrong with a command line, as a sentence without its full stop. */
export class BadFlags extends Error {}

/** Checks what was given. */
export function optionsFrom(given: Flags, environment: NodeJS.ProcessEnv): Options {
  const { params, safe = false, strict = false, timeout: timeoutMs, concurrency, cacert } = given;
  const headers = checkedHeaders(given.header ?? []);
  const plan = {
    apiKey: checkedKey(given.apiKey ?? environment.HAMSA_API_KEY),
    safe,
    otherSecrets: Object.values(headers),
    ...(params === undefined ? {} : { params: paramsFrom(params, (file) => readFileSync(file, "utf8")) }),
  };
  const sending = { timeoutMs, concurrency, headers };
  return {
    verification: { target: checkedTarget(given.target), plan, strict, sending, only: checkedIds(given.only) },
    files: REPORT_FILES.flatMap((report) => (given[report] === undefined ? [] : [{ report, file: given[report] }])),
    cacert,
    coloured: process.stdout.isTTY === true && !environment.NO_COLOR,
  };
}

function checkedTarget(target: string | undefined): string {
  if (target === undefined) throw new BadFlags("--target is missing");
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw new BadFlags("--target is not an http or https URL");
  if (url.username || url.password) throw new BadFlags("--target must not carry a user or a password");
  if (url.search || url.hash) throw new BadFlags("--target must end with its host or a path, without ? and #");
  return url.href;
}

function checkedKey(apiKey: string | undefined): string {
  if (!apiKey) throw new BadFlags("There is no API key: give --api-key or set HAMSA_API_KEY");
  if (!/^[\x21-\x7e]+$/.test(apiKey))
    throw new BadFlags("The API key has white space or characters that no header can carry");
  if (apiKey.length < SHORTEST_SECRET) {
    throw new BadFlags(
      `The API key is shorter than ${SHORTEST_SECRET} characters, too short to be kept out of a report`,
    );
  }
  return apiKey;
}

function checkedIds(only: readonly string[] | undefined): readonly string[] | undefined {
  const ids = only?.flatMap((each) => each.split(","));
  const unknown = ids?.find((id) => !checks.some((check) => check.id === id));
  if (unknown !== undefined) throw new BadFlags(`There is no check ${unknown}; --list prints all of them`);
  return ids;
}

/** The value of a header may be a gateway's secret: no error repeats it. */
function checkedHeaders(lines: readonly string[]): Readonly<Record<string, string>> {
  const headers = new Headers();
  for (const line of lines) {
    const [name = "", ...value] = line.split(":");
    if (name.trim().toLowerCase() === security.header.toLowerCase()) {
      throw new BadFlags(`--header must not set ${security.header}: that is what --api-key is for`);
    }
    try {
      if (value.length === 0) throw new TypeError("no colon");
      headers.append(name.trim(), value.join(":").trim());
    } catch {
      throw new BadFlags("--header takes 'Name: value', with a name and a value that HTTP allows");
    }
  }
  return Object.fromEntries(headers);
}
