import { routes } from "../../generated/constants.js";
import { CALL_CHECKS, checked } from "../options/option-checks.js";
import type { CallOptions } from "../options/options.js";
import type { Settings } from "../options/settings.js";
import { numberFrom, type TwilioNumber } from "../outcome/number-from.js";
import { Secrets, secretsIn } from "../transport/secrets.js";
import type { Limits, Transport } from "../transport/transport.js";
import { type AddTwilioNumberParams, checkedBody } from "./registration-params.js";

/** The operation: checks the params, sends them, and judges the answer. */
export async function addTwilioNumber(
  settings: Settings,
  send: Transport,
  params: AddTwilioNumberParams,
  options: CallOptions = {},
): Promise<TwilioNumber> {
  const limits = checked("The options of addTwilioNumber", options, CALL_CHECKS);
  return register(settings, send, checkedBody("The params of addTwilioNumber", params), limits);
}

/** Last, so that no option can call the body what it is not. */
const JSON_HEADERS = { accept: "application/json", "content-type": "application/json" };

/** Sends checked params, once. */
export async function register(
  settings: Settings,
  send: Transport,
  body: string,
  limits: Limits,
): Promise<TwilioNumber> {
  const { method, path } = routes.addTwilioNumber;
  const message = {
    method,
    url: settings.baseUrl + path,
    headers: [settings.headers, limits.headers, JSON_HEADERS],
    body,
    secrets: new Secrets(secretsIn(JSON.parse(body))),
  };
  return numberFrom(await send(message, limits));
}
