import type { components } from "../../generated/api.js";
import { propertiesOfPhoneNumber } from "../../generated/constants.js";
import { validateListPhoneNumbersResponse } from "../../generated/validators.js";
import { ContractError } from "../errors/contract-error.js";
import type { Answer } from "../transport/exchange.js";
import { factsOf } from "./facts.js";
import { shown, successOf } from "./success.js";

type Envelope = components["schemas"]["ListPhoneNumbersResponse"];

/** A number as the list shows it, of Twilio or of a SIP trunk. */
export type PhoneNumber = components["schemas"]["PhoneNumber"];

/** A page of the list. */
export interface Page {
  /** The items that are as described. */
  readonly numbers: readonly PhoneNumber[];
  /** How many items it has, odd ones included. */
  readonly size: number;
  /** What is wrong with the odd ones, if there are any. */
  readonly problem: ContractError | undefined;
}

/** Takes a page out of an answer. One odd item does not hide the others; an odd page is an error. */
export function pageFrom(answer: Answer): Page {
  const { json, violations } = successOf(answer, validateListPhoneNumbersResponse);
  const { says, ...facts } = factsOf(answer);
  const problem =
    violations.length > 0
      ? new ContractError(`${says}, but not as described.`, { ...facts, outcome: answer.outcome, violations })
      : undefined;
  const odd = violations.map(({ field }) => /^data\.(\d+)/.exec(field)?.[1]);
  if (odd.includes(undefined)) throw problem;
  const { data } = json as Envelope;
  const numbers = data
    .filter((_, index) => !odd.includes(String(index)))
    .map((number) => shown(number, propertiesOfPhoneNumber, answer.secrets));
  return { numbers, size: data.length, problem };
}
