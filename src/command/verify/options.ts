import { validateHeaderName, validateHeaderValue } from "node:http";
import { checks } from "../../verify/checks/checks.js";
import { MIN_SECRET_LENGTH } from "../../verify/exchange/leak-finder.js";
import { security } from "../../verify/operations/description.js";
import type { Verification } from "../../verify/verdicts/verify.js";
import { findSimilar } from "../suggest.js";
import type { Flags } from "./flags.js";
import { findProxy } from "./proxy.js";

/** A report that is written to a file, by the option that names the file. */
export type ReportFile = "json" | "junit" | "ctrf" | "html";
const REPORT_FILES: readonly ReportFile[] = ["json", "junit", "ctrf", "html"];

/** The options of a command line, checked. The files that they name are not read yet. */
export interface Options {
  readonly verification: Verification;
  readonly files: readonly { readonly report: ReportFile; readonly file: string }[];
  /** Whether the JSON report is printed instead of the one for the terminal. */
  readonly printsJson: boolean;
  /** The file with the one registration to send. */
  readonly params: string | undefined;
  /** The file of an earlier JSON report, whose failures are known. */
  readonly baseline: string | undefined;
  /** The file of an extra CA certificate to trust. */
  readonly cacert: string | undefined;
  /** Whether the terminal shows colors. */
  readonly isColored: boolean;
}

/** An invalid flag. The message is a sentence without its full stop. */
export class InvalidFlagError extends Error {}

/** Checks the flags. */
export function parseOptions(given: Flags, environment: NodeJS.ProcessEnv): Options {
  const { safe = false, strict = false, timeout: timeoutMs, concurrency, json, params, baseline, cacert } = given;
  const target = parseTarget(given);
  const headers = parseHeaders(given.header ?? []);
  const plan = {
    apiKey: parseApiKey(given.apiKey ?? environment.HAMSA_API_KEY),
    safe,
    otherSecrets: Object.values(headers),
  };
  return {
    verification: {
      target,
      plan,
      strict,
      sending: { timeoutMs, concurrency, headers, proxy: findProxy(new URL(target), environment) },
      only: given.only && findCheckIds(given.only),
      known: given.except && findCheckIds(given.except),
    },
    files: REPORT_FILES.flatMap((report) => {
      const file = given[report];
      return typeof file === "string" ? [{ report, file }] : [];
    }),
    printsJson: json === true,
    params,
    baseline,
    cacert,
    isColored: isColored(environment, json === true ? process.stderr : process.stdout),
  };
}

function parseTarget({ target, baseUrl }: Pick<Flags, "target" | "baseUrl">): string {
  if (target !== undefined && baseUrl !== undefined && target !== baseUrl)
    throw new InvalidFlagError("--target and --base-url are the same option. Use only one of them");
  const [flag, given] = target === undefined && baseUrl !== undefined ? ["--base-url", baseUrl] : ["--target", target];
  if (given === undefined) throw new InvalidFlagError("--target is missing");
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new InvalidFlagError(`${flag} is not an http or https URL`);
  if (url.username || url.password) throw new InvalidFlagError(`${flag} must not carry a user or a password`);
  if (url.search || url.hash) throw new InvalidFlagError(`${flag} must end with the host or a path, without ? and #`);
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

/** The ids that equal one of the given ids or begin with it. */
function findCheckIds(given: readonly string[]): readonly string[] {
  const prefixes = given.flatMap((each) => each.split(",")).filter((each) => each !== "");
  const ids = checks.map(({ id }) => id);
  for (const prefix of prefixes) {
    if (ids.some((id) => id.startsWith(prefix))) continue;
    const similar = ids.find((id) => id.toLowerCase().includes(prefix.toLowerCase())) ?? findSimilar(prefix, ids);
    const hint = similar === undefined ? "" : `Did you mean ${similar}? `;
    throw new InvalidFlagError(`There is no check ${prefix}. ${hint}--list prints all of them`);
  }
  return ids.filter((id) => prefixes.some((prefix) => id.startsWith(prefix)));
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

function isColored({ NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv, stream: { readonly isTTY?: boolean }): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0";
  return stream.isTTY === true && TERM !== "dumb";
}
