import type { Client } from "openapi-fetch";
import type { components, paths } from "../../generated/api.js";
import { paths as pathOf } from "../../generated/constants.js";
import { validateAddTwilioNumberRequest } from "../../generated/validators.js";
import { InvalidParamsError } from "../errors/invalid-params-error.js";
import { CALL_CHECKS, problemsIn } from "../options/option-checks.js";
import type { CallOptions } from "../options/options.js";
import { isObject } from "../outcome/answer.js";
import { numberFrom, type TwilioNumber } from "../outcome/number-from.js";
import { refusal } from "../outcome/refusal.js";
import type { Transport } from "../transport/transport.js";
import { mistakesIn } from "./mistakes.js";
import { violationsOf } from "./violations.js";

/** The number to register, its name in Hamsa, and the Twilio credentials that control it. */
export type AddTwilioNumberParams = components["schemas"]["AddTwilioNumberRequest"];

/** The operation: checks the params, sends them, and judges the answer. */
export async function addTwilioNumber(
  http: Client<paths>,
  transport: Transport,
  params: AddTwilioNumberParams,
  options: CallOptions = {},
): Promise<TwilioNumber> {
  const problems = problemsIn(options, CALL_CHECKS);
  if (problems.length > 0) throw new InvalidParamsError("The options of addTwilioNumber", problems);
  // Turned into JSON once: what is checked is what is sent.
  const text = serialized(params);
  const { data, error, response } = await http.POST(pathOf.addTwilioNumber, {
    body: checked(text),
    bodySerializer: () => text,
    headers: options.headers ?? {},
    parseAs: "arrayBuffer",
    fetch: (request) => transport(request, options),
  });
  if (response.ok) return numberFrom(response, data ?? new ArrayBuffer());
  throw refusal(response, typeof error === "string" ? error : (JSON.stringify(error) ?? ""), error);
}

/** The params as they will be sent: the very value that is checked, whatever getters or `toJSON` they had. */
function serialized(params: AddTwilioNumberParams): string {
  try {
    return JSON.stringify(params) ?? "null";
  } catch {
    throw new InvalidParamsError("The params of addTwilioNumber", [
      { field: "params", message: "can't be turned into JSON" },
    ]);
  }
}

function checked(text: string): AddTwilioNumberParams {
  const sent: unknown = JSON.parse(text);
  const mistakes = mistakesIn(isObject(sent) ? sent : {});
  const broken = violationsOf(validateAddTwilioNumberRequest, sent, "params");
  const others = broken.filter(({ field }) => !mistakes.some((mistake) => mistake.field === field));
  const violations = [...others, ...mistakes];
  if (violations.length > 0) throw new InvalidParamsError("The params of addTwilioNumber", violations);
  return sent as AddTwilioNumberParams;
}
