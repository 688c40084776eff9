import type { components } from "../../generated/api.js";
import { validateAddTwilioNumberResponse } from "../../generated/validators.js";
import { ContractError } from "../errors/contract-error.js";
import type { Violation } from "../errors/hamsa-error.js";
import { violationsOf } from "../operation/violations.js";
import { exchangeOf, isObject } from "./answer.js";
import { refusal } from "./refusal.js";

type Envelope = components["schemas"]["AddTwilioNumberResponse"];

/** A Twilio number as Hamsa keeps it. */
export type TwilioNumber = components["schemas"]["TwilioNumber"];

/** Takes the number out of a 2xx answer, or throws what the outcome table names for it. */
export function numberFrom(response: Response, bytes: ArrayBuffer): TwilioNumber {
  const { text, body, unreadable } = read(bytes);
  if (isObject(body) && body.success === false) throw refusal(response, text, body);
  const violations = unreadable ?? violationsOf(validateAddTwilioNumberResponse, body, WHOLE);
  if (violations.length === 0) return (body as Envelope).data;
  const outcome = isObject(body) && body.success === true ? "accepted" : "unknown";
  const { says, ...facts } = exchangeOf(response);
  throw new ContractError(`${says}, but not as described.`, { ...facts, outcome, violations });
}

const WHOLE = "the body";
const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true });

interface Read {
  text: string;
  body?: unknown;
  unreadable?: Violation[];
}

function read(bytes: ArrayBuffer): Read {
  let text = "";
  try {
    text = STRICT_UTF8.decode(bytes);
    if (text === "") return { text, unreadable: [{ field: WHOLE, message: "is empty" }] };
    return { text, body: JSON.parse(text) };
  } catch (error) {
    const message = error instanceof SyntaxError ? "is not JSON" : "is not valid UTF-8";
    return { text, unreadable: [{ field: WHOLE, message }] };
  }
}
