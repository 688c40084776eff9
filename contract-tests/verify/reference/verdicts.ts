import type { Check } from "../../../src/verify/checks/check.js";
import { checks } from "../../../src/verify/checks/checks.js";
import type { Failure } from "../../../src/verify/exchange/exchange.js";
import type { Place } from "../../../src/verify/exchange/json-lines.js";
import type { Plan } from "../../../src/verify/probes/plan.js";
import { gatherEvidence, judge, type Verdict } from "../../../src/verify/verdicts/judge.js";
import type { Reply } from "./messages.js";
import { plainExchange } from "./plain-exchanges.js";
import { REFERENCE_KEY } from "./provider.js";

/** A verdict without the requests that show it. */
export type OneVerdict = Omit<Verdict, "probes">;

// Written by hand, because what a check uses may be wrong.
export const passed: OneVerdict = { status: "passed" };
export const skip = (reason: string): OneVerdict => ({ status: "skipped", reason });
export const fail = (reason: string): OneVerdict => ({ status: "failed", reason });
export const failAt = (place: Place, reason: string): OneVerdict => ({ status: "failed", reason, place });

/** What requests got, by their ids. */
export type Results = Readonly<Record<string, Reply | Failure>>;

/** A row of a table: the id of a check, what the requests got, and what the check says. */
export type Row = readonly [check: string, about: string, results: Results, verdict: OneVerdict];

/** What a check says about made-up results. */
export function judgeResults(id: string, results: Results, different: Partial<Plan> = {}): OneVerdict {
  const plan: Plan = { apiKey: REFERENCE_KEY, safe: false, ...different };
  const exchanges = Object.entries(results).map(([probe, result]) => plainExchange(plan, probe, result));
  const check = checks.find((each) => each.id === id) as Check;
  const { probes: _, ...verdict } = judge(check, gatherEvidence(plan, exchanges));
  return verdict;
}

/** A connection that breaks. */
export const BROKEN_OFF: Failure = { reason: "broken off", detail: "ECONNRESET" };
