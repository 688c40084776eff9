import { setTimeout as wait } from "node:timers/promises";
import createClient, { type Client } from "openapi-fetch";
import type { components, operations, paths } from "../../../generated/twilio/api.js";
import { routes, serverUrl } from "../../../generated/twilio/constants.js";
import { validateIncomingPhoneNumberPage } from "../../../generated/twilio/validators.js";
import { chooseFetch } from "../debug-fetch.js";
import type { Account } from "./credentials.js";
import { nothingSentError } from "./ending.js";
import type { AddOptions } from "./options.js";
import { explainResponse, explainThrown, type Problem } from "./twilio-problems.js";

/** What the command needs to know about a number that the account owns. */
export interface OwnedNumber {
  readonly phoneNumber: string;
  readonly sid: string;
  readonly accountSid: string;
  readonly name: string;
  /** Whether it can take voice calls. Undefined if Twilio does not say so. */
  readonly voice: boolean | undefined;
}

type Query = NonNullable<operations["listIncomingPhoneNumbers"]["parameters"]["query"]>;
type Page = components["schemas"]["IncomingPhoneNumberPage"];

const { path } = routes.listIncomingPhoneNumbers;

/** Twilio's largest page. */
const PAGE_SIZE = 1_000;

/** Bounds for a list that never ends, or never gets further. */
const MAX_PAGES = 1_000;
const MAX_PAGES_WITHOUT_NEWS = 5;

const MAX_RETRIES = 2;

/** The longest `Retry-After` that is waited for. */
const MAX_WAIT_MS = 60_000;

/** A Twilio account whose numbers can be read. */
export interface TwilioAccount {
  readonly accountSid: string;
  readonly client: Client<paths>;
  readonly host: string;
  readonly timeout: number;
  readonly signal: AbortSignal;
}

export function openAccount(
  { accountSid, authToken }: Account,
  { twilioBaseUrl = serverUrl, timeout, debug }: AddOptions,
  signal: AbortSignal,
): TwilioAccount {
  const credentials = Buffer.from(`${accountSid}:${authToken}`).toString("base64");
  const client = createClient<paths>({
    baseUrl: twilioBaseUrl.replace(/\/+$/, ""),
    headers: { Authorization: `Basic ${credentials}` },
    fetch: chooseFetch({ debug }) ?? fetch,
  });
  return { accountSid, client, host: new URL(twilioBaseUrl).host, timeout, signal };
}

/** The number, if the account owns it. */
export async function findOwnedNumber(account: TwilioAccount, phoneNumber: string): Promise<OwnedNumber | undefined> {
  const { incoming_phone_numbers: numbers } = await readPage(account, { PhoneNumber: phoneNumber });
  return numbers.map(toOwnedNumber).find((number) => number.phoneNumber === phoneNumber);
}

/** All numbers of the account, each once, however the pages overlap. */
export async function* listOwnedNumbers(account: TwilioAccount): AsyncGenerator<OwnedNumber> {
  const seen = new Set<string>();
  let pagesWithoutNews = 0;
  let query: Query | undefined = { PageSize: PAGE_SIZE };
  for (let pages = 0; query !== undefined; pages++) {
    if (pages === MAX_PAGES || pagesWithoutNews === MAX_PAGES_WITHOUT_NEWS)
      throw nothingSentError(
        `${account.host} returns page after page without an end, so the list of numbers can't be read.`,
        " Nothing was sent to Hamsa.",
      );
    const page: Page = await readPage(account, query);
    const before = seen.size;
    for (const number of page.incoming_phone_numbers.map(toOwnedNumber)) {
      if (seen.has(number.phoneNumber)) continue;
      seen.add(number.phoneNumber);
      yield number;
    }
    pagesWithoutNews = seen.size === before ? pagesWithoutNews + 1 : 0;
    query = parseNextPage(page, account);
  }
}

function toOwnedNumber(number: Page["incoming_phone_numbers"][number]): OwnedNumber {
  const { phone_number: phoneNumber, sid, account_sid: accountSid, friendly_name: name, capabilities } = number;
  return { phoneNumber, sid, accountSid, name: name ?? "", voice: capabilities?.voice };
}

async function readPage(account: TwilioAccount, query: Query): Promise<Page> {
  for (let retries = 0; ; retries++) {
    const result = await tryToReadPage(account, query);
    if ("page" in result) return result.page;
    const { problem, isTransient, retryAfterMs = 500 * 2 ** retries } = result;
    if (retries === MAX_RETRIES || !isTransient || retryAfterMs > MAX_WAIT_MS)
      throw nothingSentError(problem, " Nothing was sent to Hamsa.");
    await wait(retryAfterMs, undefined, { signal: account.signal });
  }
}

async function tryToReadPage(account: TwilioAccount, query: Query): Promise<{ page: Page } | Problem> {
  const { client, accountSid, host, timeout, signal } = account;
  // Not AbortSignal.any with AbortSignal.timeout: Node 20 collects the pair as garbage, and the time limit with it.
  const limit = new AbortController();
  const abort = () => limit.abort(signal.reason);
  const timer = setTimeout(() => limit.abort(new DOMException("The time is up.", "TimeoutError")), timeout);
  signal.addEventListener("abort", abort, { once: true });
  try {
    signal.throwIfAborted();
    const params = { path: { AccountSid: accountSid }, query };
    const { data, error, response } = await client.GET(path, { params, redirect: "manual", signal: limit.signal });
    if (data !== undefined && validateIncomingPhoneNumberPage(data).length === 0) return { page: data };
    return explainResponse(response, error, host);
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    return explainThrown(thrown, host);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}

/** The query of the next page's address. Its host and path are never followed. */
function parseNextPage({ next_page_uri: next }: Page, { host }: TwilioAccount): Query | undefined {
  if (!next) return undefined;
  const { searchParams } = URL.canParse(next, serverUrl) ? new URL(next, serverUrl) : { searchParams: undefined };
  const page = Number(searchParams?.get("Page") ?? 0);
  if (searchParams === undefined || !Number.isSafeInteger(page))
    throw nothingSentError(
      `${host} returned a next_page_uri that can't be read, so the rest of the numbers is missing.`,
      " Nothing was sent to Hamsa.",
    );
  const token = searchParams.get("PageToken");
  return { PageSize: PAGE_SIZE, Page: page, ...(token === null ? {} : { PageToken: token }) };
}
