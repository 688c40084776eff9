import type { components } from "../../generated/api.js";
import { propertiesOfTwilioNumber } from "../../generated/constants.js";
import { validateAddTwilioNumberResponse } from "../../generated/validators.js";
import { ContractError } from "../errors/contract-error.js";
import { violationsOf } from "../errors/violations.js";
import type { Answer } from "../transport/exchange.js";
import { factsOf } from "./facts.js";
import { BODY, bodyOf, isObject } from "./json.js";
import { refusal } from "./refusal.js";

type Envelope = components["schemas"]["AddTwilioNumberResponse"];

/** A Twilio number as Hamsa keeps it. */
export type TwilioNumber = components["schemas"]["TwilioNumber"];

/** Takes the number out of an answer, or throws what the outcome table names for it. */
export function numberFrom(answer: Answer): TwilioNumber {
  const body = bodyOf(answer);
  const success = "json" in body && isObject(body.json) ? body.json.success : undefined;
  if (answer.status > 299 || success === false) throw refusal(answer, body);
  const violations =
    "json" in body ? violationsOf(validateAddTwilioNumberResponse, body.json, BODY) : [body.unreadable];
  if ("json" in body && violations.length === 0) return shown((body.json as Envelope).data, answer);
  const { says, ...facts } = factsOf(answer);
  const outcome = success === true ? "accepted" : "unknown";
  throw new ContractError(`${says}, but not as described.`, { ...facts, outcome, violations });
}

/** The described fields exactly as the server sent them; in all others, secrets are masked. */
function shown(number: TwilioNumber, { secrets }: Answer): TwilioNumber {
  if (Object.keys(number).every(isDescribed)) return number;
  const fields = Object.entries(number).map(([name, value]) =>
    isDescribed(name) ? [name, value] : [secrets.mask(name), secrets.maskWithin(value)],
  );
  return Object.fromEntries(fields);
}

function isDescribed(name: string): boolean {
  return propertiesOfTwilioNumber.includes(name);
}
