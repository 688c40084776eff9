import { readFileSync } from "node:fs";
import { validateHeaderName, validateHeaderValue } from "node:http";
import { checks } from "../../verify/checks/checks.js";
import { MIN_SECRET_LENGTH } from "../../verify/exchange/leak-finder.js";
import { security } from "../../verify/operations/description.js";
import type { Verification } from "../../verify/verdicts/verify.js";
import type { Flags } from "./flags.js";
import { readParams } from "./params.js";
import { findProxy } from "./proxy.js";

/** A report that is written to a file, by the option that names the file. */
export type ReportFile = "json" | "junit" | "html";
const REPORT_FILES: readonly ReportFile[] = ["json", "junit", "html"];

/** The options of a command line, checked. */
export interface Options {
  readonly verification: Verification;
  readonly files: readonly { readonly report: ReportFile; readonly file: string }[];
  /** The file of an extra CA certificate to trust. */
  readonly cacert: string | undefined;
  /** Whether the terminal shows colors. */
  readonly colored: boolean;
}

/** An invalid flag. The message is a sentence without its full stop. */
export class InvalidFlagError extends Error {}

/** Checks the flags. */
export function parseOptions(given: Flags, environment: NodeJS.ProcessEnv): Options {
  const { params, safe = false, strict = false, timeout: timeoutMs, concurrency, cacert } = given;
  const target = parseTarget(given.target);
  const headers = parseHeaders(given.header ?? []);
  const plan = {
    apiKey: parseApiKey(given.apiKey ?? environment.HAMSA_API_KEY),
    safe,
    otherSecrets: Object.values(headers),
    ...(params === undefined ? {} : { params: readParams(params, (file) => readFileSync(file, "utf8")) }),
  };
  const sending = {
    timeoutMs,
    concurrency,
    headers,
    proxy: findProxy(new URL(target), environment),
  };
  return {
    verification: { target, plan, strict, sending, only: parseCheckIds(given.only) },
    files: REPORT_FILES.flatMap((report) => (given[report] === undefined ? [] : [{ report, file: given[report] }])),
    cacert,
    colored: process.stdout.isTTY === true && !environment.NO_COLOR,
  };
}

function parseTarget(target: string | undefined): string {
  if (target === undefined) throw new InvalidFlagError("--target is missing");
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new InvalidFlagError("--target is not an http or https URL");
  if (url.username || url.password) throw new InvalidFlagError("--target must not carry a user or a password");
  if (url.search || url.hash) throw new InvalidFlagError("--target must end with the host or a path, without ? and #");
  return url.href;
}

function parseApiKey(apiKey: string | undefined): string {
  if (!apiKey) throw new InvalidFlagError("There is no API key. Set HAMSA_API_KEY or pass --api-key");
  if (!/^[\x21-\x7e]+$/.test(apiKey))
    throw new InvalidFlagError("The API key contains white space or characters that a header can't carry");
  if (apiKey.length < MIN_SECRET_LENGTH) {
    throw new InvalidFlagError(
      `The API key is shorter than ${MIN_SECRET_LENGTH} characters, too short to be masked in a report`,
    );
  }
  return apiKey;
}

function parseCheckIds(only: readonly string[] | undefined): readonly string[] | undefined {
  const ids = only?.flatMap((each) => each.split(","));
  const unknown = ids?.find((id) => !checks.some((check) => check.id === id));
  if (unknown !== undefined) throw new InvalidFlagError(`There is no check ${unknown}. --list prints all of them`);
  return ids;
}

/** A header's value may be a gateway's secret, so no error repeats it. */
function parseHeaders(lines: readonly string[]): Readonly<Record<string, string>> {
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [name = "", ...rest] = line.split(":");
    const [key, value] = [name.trim().toLowerCase(), rest.join(":").trim()];
    if (key === security.header.toLowerCase()) {
      throw new InvalidFlagError(`--header must not set ${security.header}. Use --api-key`);
    }
    try {
      if (rest.length === 0) throw new TypeError("no colon");
      validateHeaderName(key);
      validateHeaderValue(key, value);
    } catch {
      throw new InvalidFlagError("--header must be 'Name: value', with a name and a value that HTTP allows");
    }
    const before = headers.get(key);
    headers.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(headers);
}
