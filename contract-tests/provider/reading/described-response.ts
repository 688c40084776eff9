import { type DescribedResponse, responseFor, successResponse } from "../../support/contract.js";
import type { Exchange } from "../exchange/exchange.js";
import { isToOperation, REGISTRATION } from "../probes/plan.js";

/**
 * The described response that an exchange's answer must follow. None for what did not go to the
 * operation; none for a success that should have been a refusal: that it came is what is wrong.
 */
export function describedResponseFor({ probe, answer }: Exchange): DescribedResponse | undefined {
  if (answer === undefined || !isToOperation(probe)) return undefined;
  const response = responseFor(answer.status);
  return response === successResponse && probe.id !== REGISTRATION ? undefined : response;
}
