import { readFile } from "node:fs/promises";
import { parseEnv } from "node:util";
import checkbox from "@inquirer/checkbox";
import confirm from "@inquirer/confirm";
import input from "@inquirer/input";
import password from "@inquirer/password";
import { validateListIncomingPhoneNumbersParameters } from "../../../generated/twilio/validators.js";
import type { PhoneNumber } from "../../index.js";
import { nothingSent } from "./ending.js";
import type { Candidate } from "./look-up.js";
import { type AddOptions, canAsk } from "./options.js";
import { grouped } from "./phone-number.js";
import { readStdin } from "./read-stdin.js";

/** A Twilio account that owns numbers. */
export interface Account {
  readonly accountSid: string;
  readonly authToken: string;
}

/** Two spaces before each question, as before each line; no colours. */
const plain = (words: string) => words;
const THEME = {
  prefix: " ",
  style: { message: plain, answer: plain, defaultAnswer: (choice: string) => `[${choice}]` },
};

/** Questions go where no program reads: standard output is for results. */
const asking = (signal: AbortSignal) => ({ output: process.stderr, signal });

export function askYes(question: string, signal: AbortSignal): Promise<boolean> {
  return confirm({ message: question, default: true, theme: THEME }, asking(signal));
}

/** Lets a person choose among the account's numbers; those that Hamsa has already can't be chosen. */
export async function choose(
  candidates: readonly Candidate[],
  there: ReadonlyMap<string, PhoneNumber>,
  signal: AbortSignal,
): Promise<readonly Candidate[]> {
  // A question without an answer would be a trap.
  if (candidates.every(({ params }) => there.has(params.phoneNumber))) return candidates;
  const choices = candidates.map((candidate) => {
    const { phoneNumber, label } = candidate.params;
    const disabled = there.has(phoneNumber) ? "(registered already)" : false;
    return { name: `${grouped(phoneNumber)}  ${label}`, value: candidate, disabled };
  });
  const config = { message: "Which numbers are to be registered?", choices, loop: false, required: true, pageSize: 15 };
  return checkbox<Candidate>(config, asking(signal));
}

type Sources = Partial<Pick<AddOptions, "envFile" | "accountSid" | "authTokenStdin">>;

/** Explicit values first, then the environment, the file, and last the person at the terminal. */
export class Asked {
  readonly #values: NodeJS.ProcessEnv;
  readonly #signal: AbortSignal;

  private constructor(values: NodeJS.ProcessEnv, signal: AbortSignal) {
    this.#values = values;
    this.#signal = signal;
  }

  static async from({ envFile, accountSid, authTokenStdin }: Sources, signal: AbortSignal): Promise<Asked> {
    const values = { ...(envFile === undefined ? {} : await readEnvFile(envFile)), ...withoutEmpty(process.env) };
    if (accountSid !== undefined) values.TWILIO_ACCOUNT_SID = accountSid;
    if (authTokenStdin) values.TWILIO_AUTH_TOKEN = (await readStdin(signal)).trim();
    return new Asked(values, signal);
  }

  async apiKey(): Promise<string> {
    return this.#values.HAMSA_API_KEY || this.#secret("HAMSA_API_KEY", "Hamsa API key?");
  }

  async account(): Promise<Account> {
    const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN } = this.#values;
    const accountSid = TWILIO_ACCOUNT_SID || (await this.#ask("TWILIO_ACCOUNT_SID", "Twilio account SID (AC...)?"));
    refuseOddSid(accountSid);
    const authToken = TWILIO_AUTH_TOKEN || (await this.#secret("TWILIO_AUTH_TOKEN", "Twilio auth token?"));
    return { accountSid, authToken };
  }

  async #ask(name: string, question: string): Promise<string> {
    this.#refuseToAskNobody(name);
    return (await input({ message: question, theme: THEME }, asking(this.#signal))).trim();
  }

  async #secret(name: string, question: string): Promise<string> {
    this.#refuseToAskNobody(name);
    return (await password({ message: question, mask: false, theme: THEME }, asking(this.#signal))).trim();
  }

  #refuseToAskNobody(name: string): void {
    if (canAsk) return;
    const places = `Set it in the environment, or in a file that --env-file names`;
    const orStdin = name === "TWILIO_AUTH_TOKEN" ? ", or give it on standard input with --auth-token-stdin" : "";
    throw nothingSent(`${name} is missing, and there is no terminal to ask on. ${places}${orStdin}.`);
  }
}

function refuseOddSid(accountSid: string): void {
  const broken = validateListIncomingPhoneNumbersParameters({ AccountSid: accountSid });
  if (broken.length === 0) return;
  const what = /^SK/.test(accountSid)
    ? "TWILIO_ACCOUNT_SID begins with SK: that is an API key's SID. The account's begins with AC, and its auth token stands beside it in the Twilio console."
    : "TWILIO_ACCOUNT_SID is no account SID: AC and 32 hexadecimal digits, shown on the Twilio console's first page.";
  throw nothingSent(what);
}

async function readEnvFile(file: string): Promise<NodeJS.ProcessEnv> {
  const content = await readFile(file, "utf8").catch((error: Error) => {
    throw nothingSent(`--env-file ${file} can't be read: ${error.message}.`);
  });
  return { ...parseEnv(content) };
}

/** A variable that is set to nothing is as good as none. */
function withoutEmpty(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
}
