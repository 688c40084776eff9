import type { components } from "../../generated/api.js";
import { routes } from "../../generated/constants.js";
import { validateAddTwilioNumberRequest } from "../../generated/validators.js";
import { InvalidParamsError } from "../errors/invalid-params-error.js";
import { violationsOf } from "../errors/violations.js";
import { CALL_CHECKS, checked } from "../options/option-checks.js";
import type { CallOptions } from "../options/options.js";
import type { Settings } from "../options/settings.js";
import { numberFrom, type TwilioNumber } from "../outcome/number-from.js";
import { Secrets, secretsIn } from "../transport/secrets.js";
import type { Transport } from "../transport/transport.js";
import { mistakesIn } from "./mistakes.js";

/** The number to register, its name in Hamsa, and the Twilio credentials that control it. */
export type AddTwilioNumberParams = components["schemas"]["AddTwilioNumberRequest"];

/** The operation: checks the params, sends them, and judges the answer. */
export async function addTwilioNumber(
  settings: Settings,
  send: Transport,
  params: AddTwilioNumberParams,
  options: CallOptions = {},
): Promise<TwilioNumber> {
  const limits = checked("The options of addTwilioNumber", options, CALL_CHECKS);
  // Turned into JSON once: what is checked is what is sent.
  const body = serialized(params);
  const sent: unknown = JSON.parse(body);
  refuseMistakes(sent);
  const message = {
    method: routes.addTwilioNumber.method,
    url: settings.baseUrl + routes.addTwilioNumber.path,
    headers: [settings.headers, limits.headers, JSON_HEADERS],
    body,
    secrets: new Secrets(secretsIn(sent)),
  };
  return numberFrom(await send(message, limits));
}

/** Last, so that no option can call the body what it is not. */
const JSON_HEADERS = { accept: "application/json", "content-type": "application/json" };

/** The params as they will be sent, whatever getters or `toJSON` they had. */
function serialized(params: AddTwilioNumberParams): string {
  try {
    return JSON.stringify(params) ?? "null";
  } catch {
    throw new InvalidParamsError("The params of addTwilioNumber", [
      { field: "params", message: "can't be turned into JSON" },
    ]);
  }
}

function refuseMistakes(sent: unknown): void {
  const mistakes = mistakesIn(Object(sent));
  const broken = violationsOf(validateAddTwilioNumberRequest, sent, "params");
  const others = broken.filter(({ field }) => !mistakes.some((mistake) => mistake.field === field));
  const violations = [...others, ...mistakes];
  if (violations.length > 0) throw new InvalidParamsError("The params of addTwilioNumber", violations);
}
