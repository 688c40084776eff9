import { setTimeout as wait } from "node:timers/promises";
import createClient from "openapi-fetch";
import type { components, operations, paths } from "../../../generated/twilio/api.js";
import { routes, serverUrl } from "../../../generated/twilio/constants.js";
import { validateIncomingPhoneNumberPage } from "../../../generated/twilio/validators.js";
import type { Account } from "./ask.js";
import { nothingSent } from "./ending.js";
import type { AddOptions } from "./options.js";

/** A number as Twilio lists it. */
export type OwnedNumber = components["schemas"]["IncomingPhoneNumber"];

type Query = NonNullable<operations["listIncomingPhoneNumbers"]["parameters"]["query"]>;
type Page = components["schemas"]["IncomingPhoneNumberPage"];

const { path } = routes.listIncomingPhoneNumbers;

/** Twilio's largest page. */
const PAGE_SIZE = 1_000;

const MOST_RETRIES = 2;

/** What each of Twilio's refusals means, and what to do. */
const REFUSALS: Readonly<Record<number, string>> = {
  20003:
    "Twilio does not accept the credentials (20003). Copy the account SID and its auth token from the first page of the Twilio console; a token that was rotated no longer works, and an API key's secret never does.",
  20008:
    "These are test credentials (20008), which can't read numbers. Take the live ones from the first page of the Twilio console.",
  20404: "Twilio knows no such account (20404): it was closed, suspended, or its SID is wrong.",
};

/** Asks Twilio which numbers an account owns. It only reads. */
export class Twilio {
  readonly #client;
  readonly #account: Account;
  readonly #limits: { readonly timeout: number; readonly signal: AbortSignal };
  readonly #host: string;

  constructor(account: Account, { twilioBaseUrl = serverUrl, timeout }: AddOptions, signal: AbortSignal) {
    refuseOpenHttp(twilioBaseUrl);
    const credentials = Buffer.from(`${account.accountSid}:${account.authToken}`).toString("base64");
    this.#client = createClient<paths>({
      baseUrl: twilioBaseUrl.replace(/\/+$/, ""),
      headers: { Authorization: `Basic ${credentials}` },
    });
    this.#account = account;
    this.#limits = { timeout, signal };
    this.#host = new URL(twilioBaseUrl).host;
  }

  /** The number, if the account owns it. */
  async owned(phoneNumber: string): Promise<OwnedNumber | undefined> {
    const { incoming_phone_numbers: numbers } = await this.#page({ PhoneNumber: phoneNumber });
    return numbers.find((number) => number.phone_number === phoneNumber);
  }

  /** All numbers of the account. */
  async *all(): AsyncGenerator<OwnedNumber> {
    let query: Query | undefined = { PageSize: PAGE_SIZE };
    while (query !== undefined) {
      const page: Page = await this.#page(query);
      yield* page.incoming_phone_numbers;
      query = page.incoming_phone_numbers.length > 0 ? nextOf(page) : undefined;
    }
  }

  async #page(query: Query): Promise<Page> {
    for (let retries = 0; ; retries++) {
      const answer = await this.#attempt(query);
      if ("page" in answer) return answer.page;
      if (retries === MOST_RETRIES || !answer.mayPass) {
        throw nothingSent(answer.problem, " Nothing was sent to Hamsa.");
      }
      await wait(500 * 2 ** retries, undefined, { signal: this.#limits.signal });
    }
  }

  async #attempt(query: Query): Promise<{ page: Page } | Problem> {
    const { timeout, signal } = this.#limits;
    try {
      const { data, error, response } = await this.#client.GET(path, {
        params: { path: { AccountSid: this.#account.accountSid }, query },
        redirect: "manual",
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
      });
      if (data !== undefined && validateIncomingPhoneNumberPage(data).length === 0) return { page: data };
      if (!response.ok) return refusal(response.status, error);
      const problem = `${this.#host} answered ${response.status}, but not as Twilio does: is it the right address?`;
      return { problem, mayPass: false };
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const problem = `Twilio could not be asked: ${this.#host} gave no answer (${reasonOf(thrown)}). Is the network there?`;
      return { problem, mayPass: true };
    }
  }
}

/** Why there is no page, and whether it may be gone the next time. */
interface Problem {
  readonly problem: string;
  readonly mayPass: boolean;
}

function refusal(status: number, error: unknown): Problem {
  const code = Number(Object(error).code);
  const known = REFUSALS[code] ?? (status === 401 ? REFUSALS[20003] : undefined);
  if (known !== undefined) return { problem: known, mayPass: false };
  const number = Number.isInteger(code) ? ` (${code})` : "";
  const problem = `Twilio answered ${status}${number}; https://www.twilio.com/docs/errors explains its errors.`;
  return { problem, mayPass: status === 429 || status >= 500 };
}

/** What the next page's address asks for; its host and path are never followed. */
function nextOf({ next_page_uri: next }: Page): Query | undefined {
  if (!next) return undefined;
  const { searchParams } = new URL(next, serverUrl);
  const token = searchParams.get("PageToken");
  return {
    PageSize: PAGE_SIZE,
    Page: Number(searchParams.get("Page") ?? 0),
    ...(token === null ? {} : { PageToken: token }),
  };
}

/** The innermost reason that Node gives. Messages stay here: one about JSON quotes the body, whatever that echoes. */
function reasonOf(thrown: unknown): string {
  const { cause, code, name } = thrown as Error & { code?: unknown };
  if (name === "TimeoutError") return "it took too long";
  if (name === "SyntaxError") return "what came is no JSON";
  if (cause !== undefined) return reasonOf(cause);
  return typeof code === "string" ? code : "the connection failed";
}

function refuseOpenHttp(url: string): void {
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: "", hostname: "" };
  const isLoopback = /^(?:localhost|127(?:\.[0-9]+){3}|\[::1\])$/.test(hostname);
  if (protocol === "https:" || (protocol === "http:" && isLoopback)) return;
  throw nothingSent("--twilio-base-url must begin with https://, or be on loopback: it is sent the auth token.");
}
