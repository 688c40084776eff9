import { type DescribedResponse, responseFor } from "../../support/contract.js";
import type { Exchange } from "../exchange/exchange.js";

/**
 * The described response that an exchange's answer must follow. None for what did not go to an
 * operation; none for a success that should have been a refusal: that it came is what is wrong.
 */
export function describedResponseFor({ probe, answer }: Exchange): DescribedResponse | undefined {
  if (answer === undefined || probe.operation === undefined) return undefined;
  const response = responseFor(probe.operation, answer.status);
  return response?.status.startsWith("2") && !probe.isValid ? undefined : response;
}

/** A response in the words of a check's sentence: "an answer of 200". */
export function answersInWords({ id, status }: DescribedResponse): string {
  if (status === "default") return "an answer of any other status";
  return id === status ? `an answer of ${status}` : `a list of ${status}`;
}
