import { routes } from "../../generated/constants.js";
import { numberFrom, type Page, type PhoneNumber, pageFrom, type TwilioNumber } from "./answers.js";
import {
  ApiError,
  afterLooks,
  ContractError,
  HamsaError,
  InvalidParamsError,
  PendingError,
  TimeoutError,
} from "./errors.js";
import type { AddTwilioNumberParams, ListNumbersParams, Query } from "./params.js";
import { Secrets } from "./secrets.js";
import { mergedHeaders } from "./settings.js";
import { type Answer, type Call, inTime, send } from "./transport.js";

/** Asks an operation of the description. */
function ask(
  call: Call,
  id: keyof typeof routes,
  { query = {}, body }: { query?: Query; body?: string },
): Promise<Answer> {
  const { baseUrl, headers: always } = call.settings;
  const { method, path } = routes[id];
  const url = new URL(baseUrl + path);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  const headers = mergedHeaders(always, call.headers, { accept: "application/json" });
  // Whatever the options say of it.
  headers.delete("content-type");
  if (body !== undefined) headers.set("content-type", "application/json");
  const secrets = new Secrets(body === undefined ? undefined : JSON.parse(body));
  return send(call, { method, url: url.href, headers, body, secrets });
}

/** Sends checked params, once. */
export async function register(call: Call, body: string): Promise<TwilioNumber> {
  return numberFrom(await ask(call, "addTwilioNumber", { body }));
}

/** The documented default: a larger page might be cut, and be taken for the last. */
const PAGE_SIZE = 10;

/** More would be 20,000 numbers, or a server without end. */
const MOST_PAGES = 2_000;

/** A page, or nothing where the server says that there is no such page. */
export async function pageAt(call: Call, index: number, filters: ListNumbersParams): Promise<Page | undefined> {
  // The first page without a number: whoever counts items begins at 0 then.
  const query = { ...filters, ...(index > 1 ? { skip: String(index) } : {}), take: String(PAGE_SIZE) };
  try {
    return pageFrom(await ask(call, "listPhoneNumbers", { query }));
  } catch (error) {
    if (index > 1 && error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}

/**
 * Every number once. Ends at a page that is short or brings nothing new: a server may take the page for
 * an offset, or ignore it. What is odd in any page is thrown after all that is not.
 */
export async function* listed(
  pageOf: (index: number) => Promise<Page | undefined>,
): AsyncGenerator<PhoneNumber, void, undefined> {
  const seen = new Set<string>();
  let problem: ContractError | undefined;
  for (let index = 1; ; index++) {
    const page = await pageOf(index);
    problem ??= page?.problem;
    const fresh = (page?.numbers ?? []).filter(({ id }) => seen.size < seen.add(id).size);
    yield* fresh;
    if (page === undefined || page.size < PAGE_SIZE || fresh.length === 0) break;
    if (index === MOST_PAGES) {
      const message = `still brings new numbers; no more than ${MOST_PAGES} pages are read`;
      const violations = [{ field: "data", message }];
      throw new ContractError("The list does not end.", { outcome: "unchanged", violations });
    }
  }
  if (problem !== undefined) throw problem;
}

/** The number, if the list shows it. */
export async function found(call: Call, wanted: string): Promise<PhoneNumber | undefined> {
  for await (const each of listed((index) => pageAt(call, index, {}))) if (each.number === wanted) return each;
  return undefined;
}

/** A number that is registered. */
export type EnsuredNumber =
  /** This call registered it: the server said so. */
  | { readonly created: true; readonly number: TwilioNumber | PhoneNumber }
  /** It is in the list: it was there before, or the server's answer to this call was lost. */
  | { readonly created: false; readonly number: PhoneNumber };

/** How long to wait before each look after a registration whose outcome is open, in ms. */
const LOOKS_MS = [0, 500, 1_000, 2_000, 4_000];

/** How much of the time that is left the registration itself may take: the rest is for looking. */
const SHARE = 0.75;

/** Looks, registers at most once, and looks again where the answer leaves open what became of it. */
export async function ensured(call: Call, body: string, lookFirst: boolean): Promise<EnsuredNumber> {
  const { settings, deadline } = call;
  const { phoneNumber } = JSON.parse(body) as AddTwilioNumberParams;
  const there = lookFirst ? await found(call, phoneNumber) : undefined;
  if (there) return { created: false, number: there };
  if (!(await begun(call, phoneNumber))) {
    const message = "This number was sent before, and that registration is not known to have failed.";
    return lookAgain(call, phoneNumber, new PendingError(message, { outcome: "unknown" }));
  }
  try {
    const part = { ...call, timeout: Math.ceil(deadline.left * SHARE), signal: deadline.signal };
    return { created: true, number: await inTime(settings, part, (part) => register(part, body)) };
  } catch (thrown) {
    if (!(thrown instanceof HamsaError)) throw thrown;
    const error = inFull(thrown, deadline.timeout);
    const isOpen = error.outcome === "unknown" || error.outcome === "accepted";
    if (!isOpen) await released(call, phoneNumber);
    // A conflict may mean that somebody else was quicker.
    if (isOpen || error.status === 409) return lookAgain(call, phoneNumber, error);
    throw error;
  }
}

/** Who set the timeout must find that one in the error, not the part that the registration had of it. */
function inFull(error: HamsaError, timeout: number): HamsaError {
  if (!(error instanceof TimeoutError)) return error;
  const message = `The registration was not answered in time: of the timeout of ${timeout} ms, the last quarter is for looking.`;
  return new TimeoutError(message, { outcome: error.outcome, timeout });
}

/** Looks a few times; throws the error that left the outcome open, if the number does not show. */
async function lookAgain(call: Call, phoneNumber: string, error: HamsaError): Promise<EnsuredNumber> {
  const { deadline } = call;
  let looks = 0;
  for (const pause of LOOKS_MS) {
    if (pause >= deadline.left) break;
    try {
      await deadline.sleep(pause);
      looks++;
      const number = await found(call, phoneNumber);
      if (number) return { created: error.outcome === "accepted", number };
    } catch {
      // A list that fails says as little as one that does not show the number.
      if (deadline.signal.aborted) break;
    }
  }
  throw afterLooks(deadline.isAborted ? deadline.error(error.outcome) : error, looks);
}

/** Whether this call is the one that may register the number. */
async function begun({ settings: { attempts }, deadline }: Call, phoneNumber: string): Promise<boolean> {
  // What is aborted before it is sent must not be noted as sent.
  if (deadline.signal.aborted) throw deadline.error("not-sent");
  let noting: boolean | Promise<boolean> = false;
  try {
    noting = attempts.begin(phoneNumber);
    return await deadline.within(noting);
  } catch {
    if (deadline.signal.aborted) {
      // What is noted too late is not sent by anybody: it must not look as if it had been.
      Promise.resolve(noting)
        .then((isNew) => isNew && attempts.release(phoneNumber))
        .catch(() => {});
      throw deadline.error("unchanged");
    }
    const message = "could not note the number before it is sent: begin threw";
    throw new InvalidParamsError("The option attempts", [{ field: "attempts", message }]);
  }
}

/** What can't be struck out stays noted: the number is then looked for, and not sent again. */
async function released({ settings: { attempts }, deadline }: Call, phoneNumber: string): Promise<void> {
  try {
    await deadline.within(attempts.release(phoneNumber));
  } catch {
    // What went wrong with the registration is what the caller has to know.
  }
}
