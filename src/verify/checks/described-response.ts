import type { DescribedResponse } from "../../../openapi/read.js";
import type { Exchange } from "../exchange/exchange.js";
import { responseFor } from "../operations/description.js";
import { a, subjects } from "../operations/operations.js";
import { badCredentials, credentialId } from "../probes/bad-credentials.js";
import { brokenConstraints } from "../probes/constraints.js";
import { subjectsWithBody } from "../probes/protocol.js";

/**
 * The described response that an exchange's response must match. There is none for a request to no operation, and
 * none for a success in place of a rejection: receiving it is already the failure.
 */
export function describedResponseFor({ probe, response }: Exchange): DescribedResponse | undefined {
  if (response === undefined || probe.operation === undefined) return undefined;
  const described = responseFor(probe.operation, response.status);
  return described?.status.startsWith("2") && !probe.isValid ? undefined : described;
}

/** Ids of the probes that a server must reject, by the status that describes why. */
const REJECTED: Readonly<Record<string, readonly string[]>> = {
  "400": [
    ...brokenConstraints.flatMap(({ messages }) => Object.keys(messages)),
    ...subjectsWithBody.flatMap(({ id }) =>
      ["malformed-json", "empty-body", "media-type"].map((name) => `${id}.protocol/${name}`),
    ),
  ],
  "401": subjects.flatMap((subject) => badCredentials.map((each) => credentialId(subject, each))),
};

/** Ids of the probes that should get one of the described responses, or `every` if none can be named. */
export function probesFor(responses: readonly DescribedResponse[]): readonly string[] | "every" {
  const ids = responses.flatMap(({ status, operationId }) => {
    const subject = subjects.find(({ id }) => id === operationId);
    return subject === undefined ? (REJECTED[status] ?? []) : Object.keys(subject.valid);
  });
  return ids.length === 0 ? "every" : ids;
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
