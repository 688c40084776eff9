import { isDeepStrictEqual } from "node:util";
import { decodeBody, type Exchange, type RawResponse } from "../exchange/exchange.js";
import { LeakFinder } from "../exchange/leak-finder.js";
import { keyHeader, listSecrets, type Plan, UNKNOWN_PATH } from "../probes/plan.js";
import { changesSomething, type Probe } from "../probes/probe.js";
import { isPrismsOwn } from "./prism-mock.js";

const MAX_EXCERPT_LENGTH = 120;

/** Nothing can be said about the target. The message is one paragraph: what was tried, what came back, what to do. */
export class CannotJudgeError extends Error {}

/** Why a target can't be judged, as one paragraph, or `undefined` if it can. Called after each exchange. */
export function findStopReason(target: string, plan: Plan, exchanges: readonly Exchange[]): string | undefined {
  const last = exchanges.at(-1);
  if (last === undefined) return undefined;
  const leaks = () => new LeakFinder(listSecrets(plan));
  const problem =
    explainUnreachable(target, exchanges, last) ??
    explainOtherApi(exchanges, last, leaks) ??
    explainNotLetIn(plan, exchanges, last, leaks);
  return problem === undefined ? undefined : leaks().mask(`${describeAttempt(target, last)} ${problem}`);
}

function describeAttempt(target: string, { probe }: Exchange): string {
  return `Tried ${probe.method} ${target.replace(/\/$/, "")}${probe.path}, ${probe.title}.`;
}

/** If the first exchange has no response, there is no server. A later one is the server's own failure. */
function explainUnreachable(target: string, exchanges: readonly Exchange[], { failure }: Exchange): string | undefined {
  if (failure === undefined || exchanges.length > 1) return undefined;
  const advice = /CERT|SSL|TLS|EPROTO|SELF_SIGNED|UNABLE_TO/.test(failure.detail)
    ? "The TLS handshake failed. Check the server's certificate and host name, or pass its CA with --cacert."
    : `Is ${new URL(target).host} right, and is the server running? A proxy or firewall may block it; --timeout allows more time.`;
  return `No response was received (${failure.reason}: ${failure.detail}). ${advice}`;
}

/** A server that responds to the described path as to one that doesn't exist is not this API. */
function explainOtherApi(exchanges: readonly Exchange[], last: Exchange, leaks: () => LeakFinder): string | undefined {
  const stray = exchanges.find(({ probe }) => probe.id === UNKNOWN_PATH)?.response;
  const { response, probe } = last;
  if (stray === undefined || response === undefined || !isFirstToOperation(exchanges, last) || isPrismsOwn(stray))
    return undefined;
  if (!isDeepStrictEqual(fingerprint(stray), fingerprint(response))) return undefined;
  if (response.status !== 404 && fingerprint(response)[1] !== "text/html") return undefined;
  return `${describeResponse(response, leaks)}, the same as for a path that isn't in the API. Either this is not the API, or not its base URL: --target must be everything before ${probe.path}.`;
}

/** Whether this is the first request to an operation: a valid one, or in safe mode its replacement. */
function isFirstToOperation(exchanges: readonly Exchange[], last: Exchange): boolean {
  return exchanges.find(({ probe }) => probe.operation !== undefined) === last;
}

const fingerprint = ({ status, headers }: RawResponse) => [status, headers["content-type"]?.split(";")[0]];

/** The first request with the key shows whether the server accepts the key, and the number. */
function explainNotLetIn(
  plan: Plan,
  exchanges: readonly Exchange[],
  last: Exchange,
  leaks: () => LeakFinder,
): string | undefined {
  const { probe, response } = last;
  if (response === undefined || !isFirstToOperation(exchanges, last) || !hasKey(probe, plan)) return undefined;
  const { status } = response;
  const received = describeResponse(response, leaks);
  if (status === 401 || status === 403) {
    return `${received}: the API key is not accepted. Pass a valid one with --api-key or HAMSA_API_KEY.`;
  }
  if (status === 429)
    return `${received}: the server is rate limiting. Wait${retryAfter(response)}, then run verify again.`;
  const isRejected = status >= 400 && status < 500;
  if (!changesSomething(probe) || !isRejected || plan.params !== undefined) return undefined;
  return `${received}. The request used the description's example, a made-up number. Use --params to pass a number and credentials that the server can register.`;
}

function hasKey({ headers }: Probe, { apiKey }: Plan): boolean {
  return Object.entries(keyHeader(apiKey)).every(([name, value]) => headers[name] === value);
}

function retryAfter({ headers }: RawResponse): string {
  return headers["retry-after"] === undefined ? "" : ` (retry-after: ${headers["retry-after"]})`;
}

function describeResponse(response: RawResponse, leaks: () => LeakFinder): string {
  const text = leaks().excerpt(decodeBody(response).replace(/\s+/g, " "), MAX_EXCERPT_LENGTH);
  return `Received ${response.status} ${response.headers["content-type"] ?? "without a content-type"}${text && `, ${text}`}`;
}
