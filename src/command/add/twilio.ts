import { setTimeout as wait } from "node:timers/promises";
import createClient from "openapi-fetch";
import type { components, operations, paths } from "../../../generated/twilio/api.js";
import { routes, serverUrl } from "../../../generated/twilio/constants.js";
import { validateIncomingPhoneNumberPage } from "../../../generated/twilio/validators.js";
import type { Account } from "./credentials.js";
import { nothingSentError } from "./ending.js";
import type { AddOptions } from "./options.js";

/** A number as Twilio lists it. */
export type OwnedNumber = components["schemas"]["IncomingPhoneNumber"];

type Query = NonNullable<operations["listIncomingPhoneNumbers"]["parameters"]["query"]>;
type Page = components["schemas"]["IncomingPhoneNumberPage"];

const { path } = routes.listIncomingPhoneNumbers;

/** Twilio's largest page. */
const PAGE_SIZE = 1_000;

const MAX_RETRIES = 2;

/** What each of Twilio's error codes means, and what to do. */
const ERRORS: Readonly<Record<number, string>> = {
  20003:
    "Twilio rejected the credentials (20003). Copy the account SID and its auth token from the Twilio Console's home page. A rotated token no longer works, and an API key secret never does.",
  20008:
    "These are test credentials (20008), which can't read numbers. Use the live ones from the Twilio Console's home page.",
  20404: "Twilio has no such account (20404). It may be closed or suspended, or the SID may be wrong.",
};

/** Reads from Twilio which numbers an account owns. */
export class Twilio {
  readonly #client;
  readonly #account: Account;
  readonly #limits: { readonly timeout: number; readonly signal: AbortSignal };
  readonly #host: string;

  constructor(account: Account, { twilioBaseUrl = serverUrl, timeout }: AddOptions, signal: AbortSignal) {
    requireHttps(twilioBaseUrl);
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
  async findOwned(phoneNumber: string): Promise<OwnedNumber | undefined> {
    const { incoming_phone_numbers: numbers } = await this.#page({ PhoneNumber: phoneNumber });
    return numbers.find((number) => number.phone_number === phoneNumber);
  }

  /** All numbers of the account. */
  async *all(): AsyncGenerator<OwnedNumber> {
    let query: Query | undefined = { PageSize: PAGE_SIZE };
    while (query !== undefined) {
      const page: Page = await this.#page(query);
      yield* page.incoming_phone_numbers;
      query = page.incoming_phone_numbers.length > 0 ? parseNextPage(page) : undefined;
    }
  }

  async #page(query: Query): Promise<Page> {
    for (let retries = 0; ; retries++) {
      const result = await this.#attempt(query);
      if ("page" in result) return result.page;
      if (retries === MAX_RETRIES || !result.isTransient) {
        throw nothingSentError(result.problem, " Nothing was sent to Hamsa.");
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
      if (!response.ok) return explainError(response.status, error);
      const problem = `${this.#host} responded with ${response.status}, but not like Twilio. Is this the right address?`;
      return { problem, isTransient: false };
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const problem = `Can't reach Twilio: no usable response from ${this.#host} (${findReason(thrown)}). Check your network connection.`;
      return { problem, isTransient: true };
    }
  }
}

/** Why there is no page, and whether a retry may help. */
interface Problem {
  readonly problem: string;
  readonly isTransient: boolean;
}

function explainError(status: number, error: unknown): Problem {
  const code = Number(Object(error).code);
  const known = ERRORS[code] ?? (status === 401 ? ERRORS[20003] : undefined);
  if (known !== undefined) return { problem: known, isTransient: false };
  const number = Number.isInteger(code) ? ` (${code})` : "";
  const problem = `Twilio responded with ${status}${number}. Its errors are explained at https://www.twilio.com/docs/errors.`;
  return { problem, isTransient: status === 429 || status >= 500 };
}

/** The query of the next page's address. Its host and path are never followed. */
function parseNextPage({ next_page_uri: next }: Page): Query | undefined {
  if (!next) return undefined;
  const { searchParams } = new URL(next, serverUrl);
  const token = searchParams.get("PageToken");
  return {
    PageSize: PAGE_SIZE,
    Page: Number(searchParams.get("Page") ?? 0),
    ...(token === null ? {} : { PageToken: token }),
  };
}

/** The innermost reason that Node gives. Never the message: one about JSON quotes the body, which may echo the token. */
function findReason(thrown: unknown): string {
  const { cause, code, name } = thrown as Error & { code?: unknown };
  if (name === "TimeoutError") return "it took too long";
  if (name === "SyntaxError") return "the response is not JSON";
  if (cause !== undefined) return findReason(cause);
  return typeof code === "string" ? code : "the connection failed";
}

function requireHttps(url: string): void {
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: "", hostname: "" };
  const isLoopback = /^(?:localhost|127(?:\.[0-9]+){3}|\[::1\])$/.test(hostname);
  if (protocol === "https:" || (protocol === "http:" && isLoopback)) return;
  throw nothingSentError(
    "--twilio-base-url must start with https:// or be on loopback, because it receives the auth token.",
  );
}
