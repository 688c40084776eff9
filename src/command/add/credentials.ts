import { readFile } from "node:fs/promises";
import { parseEnv } from "node:util";
import { validateListIncomingPhoneNumbersParameters } from "../../../generated/twilio/validators.js";
import { nothingSentError } from "./ending.js";
import { type AddOptions, hasTerminal } from "./options.js";
import { askSecret, askText } from "./prompts.js";
import { readStdin } from "./read-stdin.js";

/** A Twilio account that owns numbers. */
export interface Account {
  readonly accountSid: string;
  readonly authToken: string;
}

type Sources = Partial<Pick<AddOptions, "envFile" | "accountSid" | "authTokenStdin">>;

/** Where credentials come from: options first, then the environment, the file, and last the person at the terminal. */
export class CredentialSource {
  readonly #values: NodeJS.ProcessEnv;
  readonly #signal: AbortSignal;

  private constructor(values: NodeJS.ProcessEnv, signal: AbortSignal) {
    this.#values = values;
    this.#signal = signal;
  }

  static async from({ envFile, accountSid, authTokenStdin }: Sources, signal: AbortSignal): Promise<CredentialSource> {
    const values = { ...(envFile === undefined ? {} : await readEnvFile(envFile)), ...withoutEmpty(process.env) };
    if (accountSid !== undefined) values.TWILIO_ACCOUNT_SID = accountSid;
    if (authTokenStdin) values.TWILIO_AUTH_TOKEN = (await readStdin(signal)).trim();
    return new CredentialSource(values, signal);
  }

  async getApiKey(): Promise<string> {
    return this.#values.HAMSA_API_KEY || this.#ask(askSecret, "HAMSA_API_KEY", "Hamsa API key?");
  }

  async getAccount(): Promise<Account> {
    const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN } = this.#values;
    const accountSid =
      TWILIO_ACCOUNT_SID || (await this.#ask(askText, "TWILIO_ACCOUNT_SID", "Twilio account SID (AC...)?"));
    rejectInvalidSid(accountSid);
    const authToken = TWILIO_AUTH_TOKEN || (await this.#ask(askSecret, "TWILIO_AUTH_TOKEN", "Twilio auth token?"));
    return { accountSid, authToken };
  }

  async #ask(ask: typeof askText, name: string, question: string): Promise<string> {
    if (hasTerminal) return ask(question, this.#signal);
    const places = "Set it in the environment or in a file passed with --env-file";
    const orStdin = name === "TWILIO_AUTH_TOKEN" ? ", or pipe it in with --auth-token-stdin" : "";
    throw nothingSentError(`${name} is not set, and there is no terminal to prompt on. ${places}${orStdin}.`);
  }
}

function rejectInvalidSid(accountSid: string): void {
  const violations = validateListIncomingPhoneNumbersParameters({ AccountSid: accountSid });
  if (violations.length === 0) return;
  const problem = /^SK/.test(accountSid)
    ? "TWILIO_ACCOUNT_SID starts with SK, so it is an API key SID. Use the account SID, which starts with AC; the auth token is next to it in the Twilio Console."
    : "TWILIO_ACCOUNT_SID is not an account SID. It should be AC and 32 hexadecimal digits; find it on the Twilio Console's home page.";
  throw nothingSentError(problem);
}

async function readEnvFile(file: string): Promise<NodeJS.ProcessEnv> {
  const content = await readFile(file, "utf8").catch((error: Error) => {
    throw nothingSentError(`--env-file ${file} can't be read: ${error.message}.`);
  });
  return { ...parseEnv(content) };
}

/** An empty variable counts as not set. */
function withoutEmpty(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
}
