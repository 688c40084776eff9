import { broken, type Check, type Evidence, notJudged, type Opinion } from "../checks/check.js";
import type { Exchange } from "../exchange/exchange.js";
import { LeakFinder } from "../exchange/leak-finder.js";
import { type Plan, secretsOf } from "../probes/plan.js";
import { isExample, isMock, isPrismsOwn, isPrismsOwnFailure } from "./prism-mock.js";

const LONGEST_WHY = 300;

/** What a check says of a server, and by which exchanges; every text in it is masked. */
export interface Verdict {
  readonly is: Opinion["is"];
  /** Why it is not kept. */
  readonly why?: string;
  /** The probes whose exchanges showed it. */
  readonly probes: readonly string[];
}

/** What all checks look at, made once. */
export interface AllEvidence extends Evidence {
  readonly isMock: boolean;
}

export function evidenceOf(plan: Plan, exchanges: readonly Exchange[]): AllEvidence {
  return { plan, exchanges, leaks: new LeakFinder(secretsOf(plan)), isMock: isMock(exchanges) };
}

/** One broken exchange breaks the check; one kept keeps it; else it is not judged. */
export function judge(check: Check, evidence: AllEvidence): Verdict {
  const { exchanges, leaks } = evidence;
  const looked = exchanges.filter(({ probe }) => check.sends === "every" || check.sends.includes(probe.id));
  const opinions = looked.map((exchange) => ({ id: exchange.probe.id, opinion: opinionOf(check, exchange, evidence) }));
  const broke = opinions.filter(({ opinion }) => opinion.is === "broken");
  const keeps = opinions.filter(({ opinion }) => opinion.is === "kept");
  const telling = broke[0] ?? keeps[0] ?? opinions.at(-1);
  if (telling === undefined) return { is: "not judged", why: "not sent in safe mode", probes: [] };
  const { opinion } = telling;
  const probes = (opinion.is === "broken" ? broke : opinion.is === "kept" ? keeps : opinions).map(({ id }) => id);
  return opinion.is === "kept"
    ? { is: "kept", probes }
    : { is: opinion.is, why: leaks.excerpt(opinion.why, LONGEST_WHY), probes };
}

/** A static mock is not blamed for what only a server with a memory can do; the report says that it did not do it. */
function opinionOf(check: Check, exchange: Exchange, evidence: AllEvidence): Opinion {
  const { answer } = exchange;
  if (answer !== undefined && (isPrismsOwn(answer) || (evidence.isMock && isPrismsOwnFailure(answer)))) {
    return notJudged("Prism answered this by itself, not for the API");
  }
  const opinion = safely(check, exchange, evidence);
  if (opinion.is !== "broken" || answer === undefined || !evidence.isMock || !isExample(answer)) return opinion;
  return notJudged(`a static mock answers by example: ${opinion.why}`);
}

/** No answer is strange enough to end the verification: what a check can't look at, it finds broken. */
function safely(check: Check, exchange: Exchange, evidence: Evidence): Opinion {
  try {
    return check.examine(exchange, evidence);
  } catch (error) {
    return broken(`the answer can't be examined: ${(error as Error).message}`);
  }
}
