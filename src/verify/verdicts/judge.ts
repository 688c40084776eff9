import { type Check, type Evidence, fail, type Opinion, skip } from "../checks/check.js";
import type { Exchange } from "../exchange/exchange.js";
import type { Place } from "../exchange/json-lines.js";
import { LeakFinder } from "../exchange/leak-finder.js";
import { listSecrets, type Plan } from "../probes/plan.js";
import { buildProbes } from "../probes/probes.js";
import { isExample, isMock, isPrismsOwn, isPrismsOwnFailure } from "./prism-mock.js";

const MAX_REASON_LENGTH = 300;

/** What a check finds in all exchanges of a run. Secrets are masked in every string. */
export interface Verdict {
  readonly status: Opinion["status"];
  /** Why it has not passed. */
  readonly reason?: string;
  /** Where in the response of the first of the probes the reason is. */
  readonly place?: Place;
  /** The probes whose exchanges show it. */
  readonly probes: readonly string[];
}

/** What all checks use, made once. */
export interface AllEvidence extends Evidence {
  readonly isMock: boolean;
}

export function gatherEvidence(plan: Plan, exchanges: readonly Exchange[]): AllEvidence {
  return { plan, exchanges, leaks: new LeakFinder(listSecrets(plan)), isMock: isMock(exchanges) };
}

/** Failed if one exchange fails; else passed if one passes; else skipped. */
export function judge(check: Check, evidence: AllEvidence): Verdict {
  const { exchanges, leaks } = evidence;
  const examined = exchanges.filter(
    ({ probe }) => check.examinesEvery || check.needs === "every" || check.needs.includes(probe.id),
  );
  const opinions = examined.map((exchange) => ({ id: exchange.probe.id, opinion: examine(check, exchange, evidence) }));
  const withStatus = (wanted: Opinion["status"]) => opinions.filter(({ opinion }) => opinion.status === wanted);
  const decisive = withStatus("failed")[0] ?? withStatus("passed")[0] ?? opinions.at(-1);
  if (decisive === undefined) return { status: "skipped", reason: reasonNotSent(check, evidence), probes: [] };
  const { opinion } = decisive;
  const probes = withStatus(opinion.status).map(({ id }) => id);
  if (opinion.status === "passed") return { ...opinion, probes };
  return { ...opinion, reason: leaks.excerpt(opinion.reason, MAX_REASON_LENGTH), probes };
}

function reasonNotSent({ needs }: Check, { plan }: Evidence): string {
  const isSentInFullMode = buildProbes({ ...plan, safe: false }).some(({ id }) => needs.includes(id));
  return plan.safe && isSentInFullMode
    ? "safe mode doesn't send it, because a broken server could register it"
    : "its request can't be made from this key";
}

/** A static mock is not blamed for what only a server with a memory can do. The report says that it didn't do it. */
function examine(check: Check, exchange: Exchange, evidence: AllEvidence): Opinion {
  const { response } = exchange;
  if (response !== undefined && (isPrismsOwn(response) || (evidence.isMock && isPrismsOwnFailure(response)))) {
    return skip("Prism responded itself, not for the API");
  }
  const opinion = examineSafely(check, exchange, evidence);
  if (opinion.status !== "failed" || response === undefined || !evidence.isMock || !isExample(response)) return opinion;
  return skip(`a static mock responds with examples: ${opinion.reason}`);
}

/** No response may end the verification, so one that makes a check throw fails it. */
function examineSafely(check: Check, exchange: Exchange, evidence: Evidence): Opinion {
  try {
    return check.examine(exchange, evidence);
  } catch (error) {
    return fail(`the response can't be examined: ${(error as Error).message}`);
  }
}
