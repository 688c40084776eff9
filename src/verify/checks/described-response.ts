import type { Exchange } from "../exchange/exchange.js";
import { type DescribedResponse, responseFor } from "../operations/contract.js";
import { a, subjectOf } from "../operations/operations.js";

/**
 * The described response that an exchange's answer must follow. None for what did not go to an
 * operation; none for a success that should have been a refusal: that it came is what is wrong.
 */
export function describedResponseFor({ probe, answer }: Exchange): DescribedResponse | undefined {
  if (answer === undefined || probe.operation === undefined) return undefined;
  const response = responseFor(probe.operation, answer.status);
  return response?.status.startsWith("2") && !probe.isValid ? undefined : response;
}

/** A response in the words of a check's sentence: "an answer of 400", "an answer of 200 to a registration". */
export function answersInWords({ status, operation }: DescribedResponse): string {
  const asked = operation === undefined ? "" : ` to ${a(subjectOf(operation).noun)}`;
  return `an answer of ${status === "default" ? "any other status" : status}${asked}`;
}

/** Why a check of a response has nothing to say. */
export function noneReceived(response: DescribedResponse): string {
  return `no ${answersInWords(response).slice("an ".length).replace("any other", "another")} was received`;
}
