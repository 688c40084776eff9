import type { DescribedResponse } from "../../../openapi/read.js";
import type { Exchange } from "../exchange/exchange.js";
import { responseFor } from "../operations/description.js";
import { a, subjects } from "../operations/operations.js";

/**
 * The described response that an exchange's response must match. There is none for a request to no operation, and
 * none for a success in place of a rejection: receiving it is already the failure.
 */
export function describedResponseFor({ probe, response }: Exchange): DescribedResponse | undefined {
  if (response === undefined || probe.operation === undefined) return undefined;
  const described = responseFor(probe.operation, response.status);
  return described?.status.startsWith("2") && !probe.isValid ? undefined : described;
}

/** A described response in words: "a 400 response", "a 200 response to a registration". */
export function describeResponse(described: DescribedResponse): string {
  return described.status === "default" ? "any other error response" : `a ${statusInWords(described)}`;
}

/** Why a check of a described response is skipped. */
export function noneReceived(described: DescribedResponse): string {
  return `no ${described.status === "default" ? "other error response" : statusInWords(described)} was received`;
}

function statusInWords({ status, operationId }: DescribedResponse): string {
  const subject = subjects.find(({ id }) => id === operationId);
  return `${status} response${subject === undefined ? "" : ` to ${a(subject.noun)}`}`;
}
