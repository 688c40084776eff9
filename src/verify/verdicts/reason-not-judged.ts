import { isDeepStrictEqual } from "node:util";
import { type Answer, type Exchange, textOf } from "../exchange/exchange.js";
import { LeakFinder } from "../exchange/leak-finder.js";
import { type Plan, secretsOf, UNKNOWN_PATH, withKey } from "../probes/plan.js";
import type { Probe } from "../probes/probe.js";
import { isPrismsOwn } from "./prism-mock.js";

const LONGEST_EXCERPT = 120;

/** What keeps a target from being judged, as one paragraph, or nothing. Asked after each exchange. */
export function reasonNotJudged(target: string, plan: Plan, exchanges: readonly Exchange[]): string | undefined {
  const last = exchanges.at(-1);
  if (last === undefined) return undefined;
  // Made when there is something to show, which is seldom.
  const leaks = () => new LeakFinder(secretsOf(plan));
  const problem =
    unreachable(target, exchanges, last) ?? otherApi(exchanges, last, leaks) ?? notLetIn(plan, exchanges, last, leaks);
  return problem === undefined ? undefined : leaks().mask(`${tried(target, last)} ${problem}`);
}

function tried(target: string, { probe }: Exchange): string {
  return `Tried ${probe.method} ${target.replace(/\/$/, "")}${probe.path}, ${probe.what}.`;
}

/** A first exchange without an answer says that there is nobody; later ones are the server's own doing. */
function unreachable(target: string, exchanges: readonly Exchange[], { failure }: Exchange): string | undefined {
  if (failure === undefined || exchanges.length > 1) return undefined;
  const advice = /CERT|SSL|TLS|EPROTO|SELF_SIGNED|UNABLE_TO/.test(failure.detail)
    ? "TLS could not be agreed on: look at the server's certificate and name, or name its authority by --cacert."
    : `Is ${new URL(target).host} right, and does the server run? A proxy or firewall may stand between; --timeout gives it longer.`;
  return `No answer was received (${failure.reason}: ${failure.detail}). ${advice}`;
}

/** A path that nobody has and the one that is described, answered alike: whoever answers does not know this API. */
function otherApi(exchanges: readonly Exchange[], last: Exchange, leaks: () => LeakFinder): string | undefined {
  const stray = exchanges.find(({ probe }) => probe.id === UNKNOWN_PATH)?.answer;
  const { answer, probe } = last;
  if (stray === undefined || answer === undefined || !isFirstToOperation(exchanges, last) || isPrismsOwn(stray))
    return undefined;
  if (!isDeepStrictEqual(trace(stray), trace(answer))) return undefined;
  const isLost = answer.status === 404 || trace(answer)[1] === "text/html";
  if (!isLost || probe.id === UNKNOWN_PATH) return undefined;
  return `${received(answer, leaks)}, as at a path that is not described: this is not the API, or not its base URL. Give as --target what stands before ${probe.path}.`;
}

/** The first valid one, or in safe mode the first request that stands in for it. */
function isFirstToOperation(exchanges: readonly Exchange[], last: Exchange): boolean {
  return exchanges.find(({ probe }) => probe.operation !== undefined) === last;
}

const trace = ({ status, headers }: Answer) => [status, headers["content-type"]?.split(";")[0]];

/** Whether the first request with the key got past the door. */
function notLetIn(
  plan: Plan,
  exchanges: readonly Exchange[],
  last: Exchange,
  leaks: () => LeakFinder,
): string | undefined {
  const { probe, answer } = last;
  if (answer === undefined || !isFirstToOperation(exchanges, last) || !hasKey(probe, plan)) return undefined;
  const { status } = answer;
  const what = received(answer, leaks);
  if (status === 401 || status === 403) {
    return `${what}: the API key is not accepted. Give a valid one by --api-key or HAMSA_API_KEY.`;
  }
  if (status === 429) return `${what}: the server asks to send less. Wait${after(answer)} and verify again.`;
  const isRefused = status >= 400 && status < 500;
  if (!probe.changes || !isRefused || plan.params !== undefined) return undefined;
  return `${what}. What was sent is the description's synthetic example, a made-up number: give a number and credentials that the server can register by --params.`;
}

function hasKey({ headers }: Probe, { apiKey }: Plan): boolean {
  return Object.entries(withKey(apiKey)).every(([name, value]) => headers[name] === value);
}

function after({ headers }: Answer): string {
  return headers["retry-after"] === undefined ? "" : ` (retry-after: ${headers["retry-after"]})`;
}

function received(answer: Answer, leaks: () => LeakFinder): string {
  const text = leaks().excerpt(textOf(answer).replace(/\s+/g, " "), LONGEST_EXCERPT);
  return `Received ${answer.status} ${answer.headers["content-type"] ?? "without a content-type"}${text && `, ${text}`}`;
}
