import { validateListIncomingPhoneNumbersParameters } from "../../../generated/twilio/validators.js";
import { readEnvFile } from "../env-file.js";
import { addSecret } from "../output.js";
import { nothingSentError } from "./ending.js";
import { type AddOptions, hasTerminal } from "./options.js";
import { readStdin } from "./read-stdin.js";

/** A Twilio account that owns numbers. */
export interface Account {
  readonly accountSid: string;
  readonly authToken: string;
}

type Sources = Partial<Pick<AddOptions, "env" | "accountSid" | "authTokenStdin">>;
type Name = "HAMSA_API_KEY" | "TWILIO_ACCOUNT_SID" | "TWILIO_AUTH_TOKEN";

const QUESTIONS: Readonly<Record<Name, string>> = {
  HAMSA_API_KEY: "Hamsa API key?",
  TWILIO_ACCOUNT_SID: "Twilio account SID (AC...)?",
  TWILIO_AUTH_TOKEN: "Twilio auth token?",
};

/** A credential, and the words for where it came from. */
interface Credential {
  readonly value: string;
  readonly source: string;
}

/** Where credentials come from: options first, then the environment, the file, and last the person at the terminal. */
export class CredentialSource {
  readonly #found: ReadonlyMap<string, Credential>;
  readonly #signal: AbortSignal;
  /** Where the API key came from, for a server that rejects it. */
  keySource = "";

  private constructor(found: ReadonlyMap<string, Credential>, signal: AbortSignal) {
    this.#found = found;
    this.#signal = signal;
  }

  static async from(
    { env: file, accountSid, authTokenStdin }: Sources,
    signal: AbortSignal,
  ): Promise<CredentialSource> {
    const found = new Map<string, Credential>();
    const add = (values: NodeJS.ProcessEnv, source: string) => {
      // An empty variable counts as not set.
      for (const [name, value = ""] of Object.entries(values)) if (value !== "") found.set(name, { value, source });
    };
    if (file !== undefined) add(readEnvFile(file), `the file ${file}`);
    add(process.env, "the environment");
    if (accountSid !== undefined) add({ TWILIO_ACCOUNT_SID: accountSid }, "--account-sid");
    if (authTokenStdin) add({ TWILIO_AUTH_TOKEN: await readToken(signal) }, "standard input");
    return new CredentialSource(found, signal);
  }

  async getApiKey(): Promise<string> {
    const { value, source } = await this.#get("HAMSA_API_KEY", "askSecret");
    addSecret(value);
    this.keySource = source;
    return value;
  }

  async getAccount(): Promise<Account> {
    const { value: accountSid } = await this.#get("TWILIO_ACCOUNT_SID", "askText");
    rejectInvalidSid(accountSid);
    const { value: authToken } = await this.#get("TWILIO_AUTH_TOKEN", "askSecret");
    addSecret(authToken);
    return { accountSid, authToken };
  }

  async #get(name: Name, ask: "askSecret" | "askText"): Promise<Credential> {
    const found = this.#found.get(name);
    if (found !== undefined) return found;
    if (hasTerminal) {
      // Most runs ask nothing, and start sooner without the code of the questions.
      const prompts = await import("./prompts.js");
      return { value: await prompts[ask](QUESTIONS[name], this.#signal), source: "the prompt" };
    }
    const orStdin = name === "TWILIO_AUTH_TOKEN" ? ", or pipe it in with --auth-token-stdin" : "";
    throw nothingSentError(
      `${name} is not set, and there is no terminal to prompt on. Set it in the environment or in a file passed with --env${orStdin}.`,
    );
  }
}

/** On a terminal, what is typed is a secret: it is asked for, and not shown. */
async function readToken(signal: AbortSignal): Promise<string> {
  if (process.stdin.isTTY) return (await import("./prompts.js")).askSecret(QUESTIONS.TWILIO_AUTH_TOKEN, signal);
  return (await readStdin(signal)).toString().trim();
}

function rejectInvalidSid(accountSid: string): void {
  const violations = validateListIncomingPhoneNumbersParameters({ AccountSid: accountSid });
  if (violations.length === 0) return;
  const problem = /^SK/.test(accountSid)
    ? "TWILIO_ACCOUNT_SID starts with SK, so it is an API key SID. Use the account SID, which starts with AC; the auth token is next to it in the Twilio Console."
    : "TWILIO_ACCOUNT_SID is not an account SID. It should be AC and 32 hexadecimal digits; find it on the Twilio Console's home page.";
  throw nothingSentError(problem);
}
