import type { components } from "../../generated/api.js";
import { validateAddTwilioNumberRequest } from "../../generated/validators.js";
import type { Violation } from "../errors/hamsa-error.js";
import { InvalidParamsError } from "../errors/invalid-params-error.js";
import { violationsOf } from "../errors/violations.js";
import { mistakesIn } from "./mistakes.js";

/** The number to register, its name in Hamsa, and the Twilio credentials that control it. */
export type AddTwilioNumberParams = components["schemas"]["AddTwilioNumberRequest"];

/**
 * The params as JSON, whatever getters or `toJSON` they had: turned once, so that what is checked is
 * what is sent.
 */
export function checkedBody(subject: string, params: AddTwilioNumberParams): string {
  const body = serialized(subject, params);
  refuse(subject, problemsOf(JSON.parse(body)));
  return body;
}

/** A phone number that a registration would take. */
export function checkedPhoneNumber(subject: string, phoneNumber: string): string {
  refuse(
    subject,
    problemsOf({ phoneNumber }).filter(({ field }) => field === "phoneNumber"),
  );
  return phoneNumber;
}

function serialized(subject: string, params: AddTwilioNumberParams): string {
  try {
    return JSON.stringify(params) ?? "null";
  } catch {
    throw new InvalidParamsError(subject, [{ field: "params", message: "can't be turned into JSON" }]);
  }
}

/** What the description refuses; where a mistake explains it, that in its place. */
function problemsOf(params: unknown): Violation[] {
  const mistakes = mistakesIn(Object(params));
  const broken = violationsOf(validateAddTwilioNumberRequest, params, "params");
  return [...broken.filter(({ field }) => !mistakes.some((mistake) => mistake.field === field)), ...mistakes];
}

function refuse(subject: string, violations: readonly Violation[]): void {
  if (violations.length > 0) throw new InvalidParamsError(subject, violations);
}
