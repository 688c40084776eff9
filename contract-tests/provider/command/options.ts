import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { SHORTEST_SECRET } from "../exchange/leak-finder.js";
import { CannotJudge } from "../verdicts/cannot-judge.js";
import type { Verification } from "../verdicts/verify.js";
import { paramsFrom } from "./params.js";

export const USAGE = `Usage: npm run verify -- --target URL [options]

  --target URL    where the API answers, for example https://api.tryhamsa.com
  --api-key KEY   a valid key; HAMSA_API_KEY in the environment keeps it out of the shell's history
  --params FILE   JSON of the one registration that is sent (default: the description's synthetic example)
  --safe          send only what a conforming server refuses: for production
  --strict        let advice fail the run as well
  --json FILE     write the report as JSON
  --junit FILE    write the report as JUnit XML
  --timeout MS    for each request (default: 10000)

Exit code 0: keeps the contract. 1: breaks it. 2: could not be judged. 130: interrupted.`;

const DEFAULT_TIMEOUT_MS = 10_000;
const MOST_TIMEOUT_MS = 10 * 60_000;

/** What the command line asks for. */
export interface Options {
  readonly verification: Verification;
  /** By report, the file that it is written to. */
  readonly files: Readonly<Partial<Record<"json" | "junit", string>>>;
}

/** Reads the command line; an error about it ends with the usage. */
export function optionsFrom(argv: readonly string[], environment: NodeJS.ProcessEnv): Options {
  const { target, "api-key": apiKey, params, safe, strict, json, junit, timeout } = flags(argv);
  const plan = {
    apiKey: checkedKey(apiKey ?? environment.HAMSA_API_KEY),
    safe,
    ...(params === undefined ? {} : { params: paramsFrom(params, (file) => readFileSync(file, "utf8")) }),
  };
  return {
    verification: { target: checkedTarget(target), plan, strict, timeoutMs: checkedTimeout(timeout) },
    files: { ...(json === undefined ? {} : { json }), ...(junit === undefined ? {} : { junit }) },
  };
}

function flags(argv: readonly string[]) {
  const text = { type: "string" } as const;
  const yes = { type: "boolean", default: false } as const;
  const options = {
    ...{ target: text, "api-key": text, params: text, json: text, junit: text, timeout: text },
    ...{ safe: yes, strict: yes },
  };
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

function checkedTimeout(timeout: string | undefined): number {
  if (timeout === undefined) return DEFAULT_TIMEOUT_MS;
  const milliseconds = /^[0-9]+$/.test(timeout) ? Number(timeout) : 0;
  if (milliseconds >= 1 && milliseconds <= MOST_TIMEOUT_MS) return milliseconds;
  throw usage(`--timeout takes milliseconds, from 1 to ${MOST_TIMEOUT_MS}`);
}
