import type { components } from "../../generated/api.js";
import { propertiesOfTwilioNumber } from "../../generated/constants.js";
import { validateAddTwilioNumberResponse } from "../../generated/validators.js";
import { ContractError } from "../errors/contract-error.js";
import type { Answer } from "../transport/exchange.js";
import { factsOf } from "./facts.js";
import { shown, successOf } from "./success.js";

type Envelope = components["schemas"]["AddTwilioNumberResponse"];

/** A Twilio number as Hamsa keeps it. */
export type TwilioNumber = components["schemas"]["TwilioNumber"];

/** Takes the number out of an answer, or throws what the outcome table names for it. */
export function numberFrom(answer: Answer): TwilioNumber {
  const { json, isSaid, violations } = successOf(answer, validateAddTwilioNumberResponse);
  if (violations.length === 0) return shown((json as Envelope).data, propertiesOfTwilioNumber, answer.secrets);
  const { says, ...facts } = factsOf(answer);
  const outcome = isSaid ? "accepted" : "unknown";
  throw new ContractError(`${says}, but not as described.`, { ...facts, outcome, violations });
}
