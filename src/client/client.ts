import { CALL_CHECKS, checkOptions, ENSURE_CHECKS } from "./checks.js";
import { ensureNumber } from "./ensure.js";
import { createHttp, type HamsaHttp } from "./http.js";
import { fetchPage, findInList, iterateNumbers } from "./list.js";
import type { EnsuredNumber, PhoneNumber, TwilioNumber } from "./numbers.js";
import type { CallOptions, EnsureOptions, HamsaClientOptions } from "./options.js";
import {
  type AddTwilioNumberParams,
  checkFilters,
  checkPhoneNumber,
  createRegistration,
  type ListPhoneNumbersParams,
} from "./params.js";
import { addNumber } from "./register.js";
import { createSettings } from "./settings.js";
import { runCall } from "./transport.js";

/** A client for one API key. */
export interface HamsaClient {
  /**
   * Makes sure that a Twilio number is registered: checks the list, registers the number if it is not in
   * it, and checks the list again if the response leaves the outcome open. A client, and all clients that
   * share its `attempts`, send a number at most once; a number that is recorded as registered is returned,
   * even if the list does not show it. One deadline covers everything.
   *
   * @returns the number; `created` is true only if the server confirmed that this call registered it
   * @throws {PendingError} if an earlier call sent it and the list does not show it
   * @throws {AttemptStoreError} if the store of `attempts` fails
   * @throws what `addTwilioNumber` throws, with `lookups` if it checked the list again without finding it;
   * what `findPhoneNumber` throws, before anything is sent
   */
  ensureTwilioNumber(params: AddTwilioNumberParams, options?: EnsureOptions): Promise<EnsuredNumber>;
  /**
   * Looks for a Twilio number in the list, by its digits. A number that is found is registered. One that is
   * not found may still be: Hamsa doesn't document how soon the list shows it. Costs one request for an
   * empty list, two for up to 9 numbers, three for up to 100, and two for each further 100.
   *
   * @param phoneNumber in E.164 form: `+`, country code, subscriber number
   * @returns the number, or `undefined`
   * @throws what `listPhoneNumbers` throws
   */
  findPhoneNumber(phoneNumber: string, options?: CallOptions): Promise<PhoneNumber | undefined>;
  /**
   * The numbers of the account, each once. Read them with `for await`, page by page, or with `toArray()`.
   * Requests 100 numbers per page, ends at a page without new ones, and reads a list of several pages twice,
   * so that it misses none that moved meanwhile; throws after 2,000 requests. A page is requested again
   * after a failed connection, 408, 429 and 5xx. The `outcome` of its errors is `not-sent` or `unchanged`.
   *
   * @throws {InvalidParamsError} before anything is sent, with every invalid param
   * @throws {ContractError} after all valid numbers, if a page or an item is not as described
   * @throws what `addTwilioNumber` throws otherwise
   */
  listPhoneNumbers(params?: ListPhoneNumbersParams, options?: CallOptions): NumberList;
  /**
   * Registers a Twilio number for the user who owns the API key, whatever is recorded for it. Not
   * idempotent: retried only if nothing can have been registered. Every error's `outcome` says what happened
   * to the number.
   *
   * @returns the registered number
   * @throws {InvalidParamsError} before anything is sent, with every invalid field
   * @throws {AuthenticationError} on 401 and 403
   * @throws {RateLimitError} on 429, if no retries or no time are left
   * @throws {ApiError} on any other error response
   * @throws {RedirectError} on a redirect, which is never followed
   * @throws {ContractError} on a success that is not as described
   * @throws {ConnectionError} if the connection can't be made, or breaks
   * @throws {TimeoutError} if the call takes longer than `timeout`
   * @throws {AbortError} if the call is aborted through `signal`
   */
  addTwilioNumber(params: AddTwilioNumberParams, options?: CallOptions): Promise<TwilioNumber>;
  /**
   * An openapi-fetch client on the same transport, with openapi-fetch's `{ data, error, response }`. It does
   * not validate requests or responses; secrets are masked. Supports everything that openapi-fetch
   * documents. Middleware added with `http.use()` sees only calls made through `http`.
   */
  readonly http: HamsaHttp;
}

/** The numbers of an account. Pages are requested as they are needed; each iteration starts again. */
export interface NumberList extends AsyncIterable<PhoneNumber> {
  /** Returns all numbers. */
  toArray(): Promise<PhoneNumber[]>;
}

/**
 * Creates a client.
 *
 * @example
 * const hamsa = createHamsaClient({ apiKey: process.env.HAMSA_API_KEY });
 * const { number, created } = await hamsa.ensureTwilioNumber({ phoneNumber: "+14155550123", ... });
 *
 * @throws {InvalidParamsError} with every invalid option
 */
export function createHamsaClient(options: HamsaClientOptions = {}): HamsaClient {
  const settings = createSettings(options);
  let http: HamsaHttp | undefined;
  return {
    async ensureTwilioNumber(params, options = {}) {
      const checked = checkOptions("The options of ensureTwilioNumber", options, ENSURE_CHECKS);
      const registration = createRegistration("The params of ensureTwilioNumber", params);
      return runCall(settings, checked, registration.params, (call) => ensureNumber(call, registration, checked));
    },
    async findPhoneNumber(phoneNumber, options = {}) {
      const checked = checkOptions("The options of findPhoneNumber", options, CALL_CHECKS);
      const checkedNumber = checkPhoneNumber("The phone number of findPhoneNumber", phoneNumber);
      return runCall(settings, checked, undefined, (call) => findInList(call, checkedNumber));
    },
    listPhoneNumbers(params = {}, options = {}) {
      async function* iterate() {
        const checked = checkOptions("The options of listPhoneNumbers", options, CALL_CHECKS);
        const filters = checkFilters("The params of listPhoneNumbers", params);
        yield* iterateNumbers((page) =>
          runCall(settings, checked, undefined, (call) => fetchPage(call, page, filters)),
        );
      }
      return { [Symbol.asyncIterator]: iterate, toArray: () => collect(iterate()) };
    },
    async addTwilioNumber(params, options = {}) {
      const checked = checkOptions("The options of addTwilioNumber", options, CALL_CHECKS);
      const registration = createRegistration("The params of addTwilioNumber", params);
      return runCall(settings, checked, registration.params, (call) => addNumber(call, registration));
    },
    // Created when it is first used, because a mention of `Request` makes Node load all of its fetch.
    get http() {
      http ??= createHttp(settings);
      return http;
    },
  };
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
