import type { Client } from "openapi-fetch";
import type { paths } from "../generated/api.js";
import { createHttp } from "./http.js";
import { type AddTwilioNumberParams, addTwilioNumber } from "./operations/add-twilio-number.js";
import type { CallOptions, HamsaClientOptions } from "./options/options.js";
import { settingsFrom } from "./options/settings.js";
import type { TwilioNumber } from "./outcome/number-from.js";
import { createTransport } from "./transport/transport.js";

/** A client for one API key. */
export interface HamsaClient {
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
   * middleware included; `http.use()` sees the calls of `http`, not those of `addTwilioNumber`.
   */
  readonly http: Client<paths>;
}

/**
 * Makes a client.
 *
 * @example
 * const hamsa = createHamsaClient({ apiKey: process.env.HAMSA_API_KEY });
 * const number = await hamsa.addTwilioNumber({ phoneNumber: "+14155550123", ... });
 *
 * @throws {InvalidParamsError} naming every option at fault
 */
export function createHamsaClient(options: HamsaClientOptions = {}): HamsaClient {
  const settings = settingsFrom(options);
  const send = createTransport(settings);
  let http: Client<paths> | undefined;
  return {
    addTwilioNumber: (params, call) => addTwilioNumber(settings, send, params, call),
    // Made when it is first asked for: naming `Request` makes Node load all of its fetch.
    get http() {
      http ??= createHttp(settings, send);
      return http;
    },
  };
}
