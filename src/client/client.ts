import type { Client } from "openapi-fetch";
import type { paths } from "../../generated/api.js";
import type { PhoneNumber, TwilioNumber } from "./answers.js";
import { createHttp } from "./http.js";
import { type EnsuredNumber, ensured, found, listed, pageAt, register } from "./operations.js";
import type { CallOptions, EnsureOptions, HamsaClientOptions } from "./options.js";
import {
  type AddTwilioNumberParams,
  checkedBody,
  checkedFilters,
  checkedPhoneNumber,
  type ListNumbersParams,
} from "./params.js";
import { CALL_CHECKS, checked, ENSURE_CHECKS, settingsFrom } from "./settings.js";
import { inTime } from "./transport.js";

/** A client for one API key. */
export interface HamsaClient {
  /**
   * Makes sure that a Twilio number is registered: looks for it, registers it if it is not there, and
   * looks again where the answer leaves open what became of it. A number is sent at most once by a
   * client, and by all that share its `attempts`. One deadline is over everything.
   *
   * @returns the number; `created` is true if the server said that this call registered it
   * @throws {PendingError} if an earlier call sent it, and the list does not show it
   * @throws what `addTwilioNumber` throws, with `looked` and `looks` if it looked again in vain; what
   * `findNumber` throws, before anything is sent
   */
  ensureTwilioNumber(params: AddTwilioNumberParams, options?: EnsureOptions): Promise<EnsuredNumber>;
  /**
   * Looks for a number in the list. One that is found is registered; one that is not found may still be:
   * no documentation says how soon the list shows it.
   *
   * @param phoneNumber in E.164 form: `+`, country code, subscriber number
   * @returns the number, or `undefined`
   * @throws what `listNumbers` throws
   */
  findNumber(phoneNumber: string, options?: CallOptions): Promise<PhoneNumber | undefined>;
  /**
   * The numbers of the account, page by page: `for await`, or `toArray()`. None comes twice. It ends at
   * a page that is not full or brings nothing new; beyond 2,000 pages (20,000 numbers) it throws. A page
   * is asked for again after a connection that failed, 408, 429 and 5xx. The `outcome` of its errors is
   * `not-sent` or `unchanged`.
   *
   * @throws {InvalidParamsError} before anything is sent, naming every param at fault
   * @throws {ContractError} after all numbers that are as described, if any page or item is not
   * @throws what `addTwilioNumber` throws otherwise
   */
  listNumbers(params?: ListNumbersParams, options?: CallOptions): NumberList;
  /**
   * Registers a Twilio number with the user who owns the API key. Not idempotent: it is repeated
   * only where nothing can have been registered, and every error says in `outcome` what became of it.
   *
   * @returns the registered number
   * @throws {InvalidParamsError} before anything is sent, naming every field at fault
   * @throws {AuthenticationError} on 401 and 403
   * @throws {RateLimitError} on 429, once retries or time are spent
   * @throws {ApiError} on any other refusal or failure of the server
   * @throws {RedirectError} on a redirect, which is never followed
   * @throws {ContractError} on a success that is not as described
   * @throws {ConnectionError} when there is no connection, or it breaks
   * @throws {TimeoutError} when the call takes longer than `timeout`
   * @throws {AbortedError} when the call is aborted through `signal`
   */
  addTwilioNumber(params: AddTwilioNumberParams, options?: CallOptions): Promise<TwilioNumber>;
  /**
   * An openapi-fetch client over the same transport, for its own style: `{ data, error, response }`,
   * neither checked before nor judged after, secrets masked. Everything openapi-fetch documents works,
   * middleware included; `http.use()` sees the calls of `http` alone.
   */
  readonly http: Client<paths>;
}

/** The numbers of an account, asked for page by page as they are needed, anew each time. */
export interface NumberList extends AsyncIterable<PhoneNumber> {
  /** All of them. */
  toArray(): Promise<PhoneNumber[]>;
}

/**
 * Makes a client.
 *
 * @example
 * const hamsa = createHamsaClient({ apiKey: process.env.HAMSA_API_KEY });
 * const { number, created } = await hamsa.ensureTwilioNumber({ phoneNumber: "+14155550123", ... });
 *
 * @throws {InvalidParamsError} naming every option at fault
 */
export function createHamsaClient(options: HamsaClientOptions = {}): HamsaClient {
  const settings = settingsFrom(options);
  let http: Client<paths> | undefined;
  return {
    async ensureTwilioNumber(params, options = {}) {
      const given = checked("The options of ensureTwilioNumber", options, ENSURE_CHECKS);
      const body = checkedBody("The params of ensureTwilioNumber", params);
      return inTime(settings, given, (call) => ensured(call, body, given.lookFirst ?? true));
    },
    async findNumber(phoneNumber, options = {}) {
      const limits = checked("The options of findNumber", options, CALL_CHECKS);
      const wanted = checkedPhoneNumber("The phone number of findNumber", phoneNumber);
      return inTime(settings, limits, (call) => found(call, wanted));
    },
    listNumbers(params = {}, options = {}) {
      async function* numbers() {
        const limits = checked("The options of listNumbers", options, CALL_CHECKS);
        const filters = checkedFilters("The params of listNumbers", params);
        yield* listed((index) => inTime(settings, limits, (call) => pageAt(call, index, filters)));
      }
      return { [Symbol.asyncIterator]: numbers, toArray: () => collected(numbers()) };
    },
    async addTwilioNumber(params, options = {}) {
      const limits = checked("The options of addTwilioNumber", options, CALL_CHECKS);
      const body = checkedBody("The params of addTwilioNumber", params);
      return inTime(settings, limits, (call) => register(call, body));
    },
    // Made when it is first asked for: naming `Request` makes Node load all of its fetch.
    get http() {
      http ??= createHttp(settings);
      return http;
    },
  };
}

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
