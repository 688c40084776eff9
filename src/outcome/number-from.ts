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
  const fields = Object.entries(number);
  if (fields.every(isDescribed)) return number;
  const shownFields = fields.map((field) =>
    isDescribed(field) ? field : [secrets.mask(field[0]), secrets.maskWithin(field[1])],
  );
  return Object.fromEntries(shownFields);
}

function isDescribed([name]: readonly [string, unknown]): boolean {
  return propertiesOfTwilioNumber.includes(name);
}
