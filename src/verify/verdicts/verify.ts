import { isBreach } from "../../../openapi/vocabulary.js";
import type { Check } from "../checks/check.js";
import { checks } from "../checks/checks.js";
import type { Exchange } from "../exchange/exchange.js";
import type { LeakFinder } from "../exchange/leak-finder.js";
import { type SendAllOptions, sendEach } from "../exchange/send-all.js";
import type { Plan } from "../probes/plan.js";
import { measureCoverage, type Share } from "./coverage.js";
import { gatherEvidence, judge, type Verdict } from "./judge.js";
import { CannotJudgeError, findStopReason } from "./stop-reason.js";

/** What to verify, and how. */
export interface Verification {
  readonly target: string;
  readonly plan: Plan;
  /** Whether advice fails the run. */
  readonly strict: boolean;
  readonly sending: SendAllOptions;
  /** The ids of the checks that are judged. @default all of them */
  readonly only?: readonly string[] | undefined;
}

/** A check with its verdict. */
export interface CheckResult extends Verdict {
  readonly check: Check;
  /** Whether it fails the run. Advice does so only in a strict run. */
  readonly fails: boolean;
}

/** What was verified, and everything that was found. */
export interface Run {
  readonly verification: Verification;
  readonly exchanges: readonly Exchange[];
  readonly results: readonly CheckResult[];
  readonly coverage: readonly Share[];
  readonly leaks: LeakFinder;
}

/**
 * Sends the probes and judges the responses. It adds each exchange to the list as soon as it ends, so an
 * interrupted command can print how far it got.
 *
 * @throws {CannotJudgeError} as soon as an exchange shows that the target can't be judged
 */
export async function verify(
  verification: Verification,
  exchanges: Exchange[] = [],
  stopReasonFor: typeof findStopReason = findStopReason,
): Promise<Run> {
  const { target, plan, sending } = verification;
  const needed = listNeeded(chooseChecks(verification));
  for await (const exchange of sendEach(target, { ...plan, needed }, sending)) {
    exchanges.push(exchange);
    const stopReason = stopReasonFor(target, plan, exchanges);
    if (stopReason !== undefined) throw new CannotJudgeError(stopReason);
  }
  return judgeAll(verification, exchanges);
}

/** Judges every chosen check on the recorded exchanges. */
function judgeAll(verification: Verification, exchanges: readonly Exchange[]): Run {
  const evidence = gatherEvidence(verification.plan, exchanges);
  const results = chooseChecks(verification).map((check): CheckResult => {
    const verdict = judge(check, evidence);
    return { check, ...verdict, fails: verdict.status === "failed" && (verification.strict || isBreach(check.level)) };
  });
  return { verification, exchanges, results, coverage: measureCoverage(exchanges, results), leaks: evidence.leaks };
}

function chooseChecks({ only }: Verification): readonly Check[] {
  return only === undefined ? checks : checks.filter(({ id }) => only.includes(id));
}

/** The ids of the probes that checks need, or `undefined` if one of them examines every exchange. */
function listNeeded(chosen: readonly Check[]): ReadonlySet<string> | undefined {
  const needs = chosen.map((check) => check.needs);
  return needs.includes("every") ? undefined : new Set(needs.flat());
}
