import type { Exchange } from "../exchange/exchange.js";
import { fallback } from "../operations/description.js";
import { a, subjects } from "../operations/operations.js";
import { type Check, fail, pass, skip } from "./check.js";

/** Each operation responds to what is valid with its success. */
export const statusChecks: readonly Check[] = subjects.map(({ operation, noun, valid }) => {
  const { id, status, statusFact } = operation.success;
  return {
    id: `${id}/status`,
    level: statusFact.level,
    pointer: statusFact.pointer,
    title: `responds with ${status} to ${a(`valid ${noun}`)}`,
    needs: Object.keys(valid).filter((each) => !valid[each]?.isUncertain),
    examine: ({ response, failure }) => {
      if (response?.status === 429) return skip("the server is rate limiting (429)");
      return String(response?.status) === status ? pass : fail(describeResult({ response, failure }));
    },
  };
});

/** A client that follows a redirect sends the body again, and with it the Twilio token. */
export const redirectCheck: Check = {
  id: "every-response/redirect",
  level: "documented",
  pointer: fallback.statusFact.pointer,
  title: "responds itself, without a redirect that could carry the token to another host",
  needs: "every",
  examine: ({ probe, response }) => {
    if (probe.operation === undefined) return skip("redirects from other paths and methods are not described");
    if (response === undefined || response.status < 300 || response.status > 399) return pass;
    return fail(describeResult({ response }));
  },
};

export const completenessCheck: Check = {
  id: "every-response/complete",
  level: "documented",
  pointer: fallback.contentFact.pointer,
  title: "responds to every request, completely and in time",
  needs: "every",
  examine: ({ failure }) => (failure === undefined ? pass : fail(describeResult({ failure }))),
};

interface Result {
  readonly response?: Exchange["response"] | undefined;
  readonly failure?: Exchange["failure"] | undefined;
}

/** What a request got: "responded with 302 and location /login". Checks that fail alike give the same reason. */
export function describeResult({ response, failure }: Result): string {
  if (response === undefined) return `no complete response (${failure?.reason}: ${failure?.detail})`;
  const { status, headers } = response;
  return `responded with ${status}${headers.location === undefined ? "" : ` and location ${headers.location}`}`;
}
