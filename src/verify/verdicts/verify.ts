import { isBreach } from "../../../openapi/vocabulary.js";
import type { Check } from "../checks/check.js";
import { checks } from "../checks/checks.js";
import type { Exchange } from "../exchange/exchange.js";
import type { LeakFinder } from "../exchange/leak-finder.js";
import { type Sending, sendEach } from "../exchange/send-all.js";
import type { Plan } from "../probes/plan.js";
import { CannotJudge } from "./cannot-judge.js";
import { coverage, type Share } from "./coverage.js";
import { evidenceOf, judge, type Verdict } from "./judge.js";
import { reasonNotJudged } from "./reason-not-judged.js";

/** What is to be verified, and how. */
export interface Verification {
  readonly target: string;
  readonly plan: Plan;
  /** Whether advice fails the run. */
  readonly strict: boolean;
  readonly sending: Sending;
  /** The ids of the checks that are judged. @default all of them */
  readonly only?: readonly string[] | undefined;
}

/** A check with its verdict. */
export interface Judged extends Verdict {
  readonly check: Check;
  /** Whether it fails the run: a breach always does, broken advice in a strict run. */
  readonly fails: boolean;
}

/** All that a verification found. */
export interface Findings {
  readonly verification: Verification;
  readonly exchanges: readonly Exchange[];
  readonly judged: readonly Judged[];
  readonly coverage: readonly Share[];
  readonly leaks: LeakFinder;
}

/**
 * Sends, and judges what came. The list of exchanges fills as they end, so that whoever interrupts can
 * say how far it came.
 *
 * @throws {CannotJudge} as soon as an exchange shows that nothing can be said of the target
 */
export async function verify(
  verification: Verification,
  exchanges: Exchange[] = [],
  reason: typeof reasonNotJudged = reasonNotJudged,
): Promise<Findings> {
  const { target, plan, sending } = verification;
  const needed = neededBy(checksOf(verification));
  for await (const exchange of sendEach(target, { ...plan, needed }, sending)) {
    exchanges.push(exchange);
    const problem = reason(target, plan, exchanges);
    if (problem !== undefined) throw new CannotJudge(problem);
  }
  return findings(verification, exchanges);
}

/** The verdict of every check on what was recorded. */
function findings(verification: Verification, exchanges: readonly Exchange[]): Findings {
  const evidence = evidenceOf(verification.plan, exchanges);
  const judged = checksOf(verification).map((check): Judged => {
    const verdict = judge(check, evidence);
    return { check, ...verdict, fails: verdict.is === "broken" && (verification.strict || isBreach(check.level)) };
  });
  return { verification, exchanges, judged, coverage: coverage(exchanges, judged), leaks: evidence.leaks };
}

function checksOf({ only }: Verification): readonly Check[] {
  return only === undefined ? checks : checks.filter(({ id }) => only.includes(id));
}

/** The ids of the requests that checks look at; nothing where one of them looks at every request. */
function neededBy(chosen: readonly Check[]): ReadonlySet<string> | undefined {
  const sends = chosen.map((check) => check.sends);
  return sends.includes("every") ? undefined : new Set(sends.flat());
}
