import { isBreach } from "../../../openapi/vocabulary.js";
import type { Check } from "../checks/check.js";
import { checks } from "../checks/checks.js";
import type { Exchange } from "../exchange/exchange.js";
import { LeakFinder } from "../exchange/leak-finder.js";
import { type SendAllOptions, sendEach } from "../exchange/send-all.js";
import { listSecrets, type Plan } from "../probes/plan.js";
import { measureCoverage, type Share } from "./coverage.js";
import { gatherEvidence, judge, type Verdict } from "./judge.js";
import { findRegistrations, type Registration } from "./registrations.js";
import { findStopReason } from "./stop-reason.js";

/** What to verify, and how. */
export interface Verification {
  readonly target: string;
  readonly plan: Plan;
  /** Whether advice fails the run. */
  readonly strict: boolean;
  readonly sending: SendAllOptions;
  /** The ids of the checks that are judged. @default all of them */
  readonly only?: readonly string[] | undefined;
  /** The ids of the checks whose failure is known and doesn't fail the run. @default none */
  readonly known?: readonly string[] | undefined;
}

/** A check with its verdict. What fails, but breaks no documented rule, is advice, unless the run is strict. */
export interface CheckResult extends Omit<Verdict, "status"> {
  readonly check: Check;
  readonly status: "passed" | "failed" | "advice" | "skipped";
  /** Whether its failure is known, so that it doesn't fail the run. */
  readonly isKnown: boolean;
}

/** What was verified, and everything that was found. */
export interface Run {
  readonly verification: Verification;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly exchanges: readonly Exchange[];
  /** Why the target could not be judged. There are no results then. */
  readonly stopReason?: string;
  readonly results: readonly CheckResult[];
  readonly coverage: readonly Share[];
  readonly registrations: readonly Registration[];
  readonly leaks: LeakFinder;
}

/** Whether a check fails the run. */
export function failsRun({ status, isKnown }: CheckResult): boolean {
  return status === "failed" && !isKnown;
}

/**
 * Sends the probes and judges the responses. It adds each exchange to the list as soon as it ends, so an
 * interrupted command can print how far it got. It stops as soon as an exchange shows that the target can't be judged.
 */
export async function verify(
  verification: Verification,
  exchanges: Exchange[] = [],
  stopReasonFor: typeof findStopReason = findStopReason,
): Promise<Run> {
  const { target, plan, sending } = verification;
  const startedAt = new Date();
  for await (const exchange of sendEach(target, planFor(verification), sending)) {
    exchanges.push(exchange);
    const stopReason = stopReasonFor(target, plan, exchanges);
    if (stopReason !== undefined) return stopRun(verification, stopReason, exchanges, startedAt);
  }
  const evidence = gatherEvidence(plan, exchanges);
  const results = chooseChecks(verification).map((check) => toResult(check, judge(check, evidence), verification));
  return {
    ...stopRun(verification, undefined, exchanges, startedAt),
    results,
    // Of a few checks it would say little.
    coverage: verification.only === undefined ? measureCoverage(exchanges, results) : [],
  };
}

/** The plan of a verification, with what the chosen checks need. */
export function planFor(verification: Verification): Plan {
  return { ...verification.plan, needed: listNeeded(chooseChecks(verification)) };
}

/** A run that ended without a verdict, with whatever was found until then. */
export function stopRun(
  verification: Verification,
  stopReason: string | undefined,
  exchanges: readonly Exchange[] = [],
  startedAt = new Date(),
): Run {
  const leaks = new LeakFinder(listSecrets(verification.plan));
  return {
    verification,
    startedAt,
    durationMs: Date.now() - startedAt.getTime(),
    exchanges,
    ...(stopReason === undefined ? {} : { stopReason: leaks.mask(stopReason) }),
    results: [],
    coverage: [],
    registrations: findRegistrations(exchanges, verification.plan),
    leaks,
  };
}

function toResult(check: Check, verdict: Verdict, { strict, known = [] }: Verification): CheckResult {
  const isAdvice = verdict.status === "failed" && !strict && !isBreach(check.level);
  const status = isAdvice ? "advice" : verdict.status;
  return { check, ...verdict, status, isKnown: verdict.status === "failed" && known.includes(check.id) };
}

function chooseChecks({ only }: Verification): readonly Check[] {
  return only === undefined ? checks : checks.filter(({ id }) => only.includes(id));
}

/** The ids of the probes that checks need, or `undefined` if one of them examines every exchange. */
function listNeeded(chosen: readonly Check[]): ReadonlySet<string> | undefined {
  const needs = chosen.map((check) => check.needs);
  return needs.includes("every") ? undefined : new Set(needs.flat());
}
