import { type Check, pass } from "../../../src/verify/checks/check.js";
import { type CheckResult, type Run, stopRun, type Verification } from "../../../src/verify/verdicts/verify.js";
import { REFERENCE_KEY } from "./provider.js";

type PlainResult = Partial<Omit<CheckResult, "check">> & Partial<Omit<Check, "needs" | "examine">>;

/** The result of a made-up check. It passed, if nothing else is said. */
export function plainResult(id: string, { status, reason, place, probes, isKnown, ...check }: PlainResult = {}) {
  const result: CheckResult = {
    check: {
      id,
      title: `keeps ${id}`,
      level: "documented",
      pointer: `#/${id}`,
      ...check,
      needs: [],
      examine: () => pass,
    },
    status: status ?? "passed",
    isKnown: isKnown ?? false,
    probes: probes ?? [],
    ...(reason === undefined ? {} : { reason }),
    ...(place === undefined ? {} : { place }),
  };
  return result;
}

/** A run that took 1.5 seconds. It has neither exchanges nor results, if nothing else is said. */
export function plainRun({
  verification,
  ...run
}: Partial<Omit<Run, "verification" | "leaks">> & {
  readonly verification?: Partial<Verification>;
} = {}): Run {
  const whole: Verification = {
    target: "https://api.example",
    plan: { apiKey: REFERENCE_KEY, safe: false },
    strict: false,
    sending: { timeoutMs: 1_000 },
    ...verification,
  };
  return { ...stopRun(whole, undefined, [], new Date("2026-11-26T09:08:07.654Z")), durationMs: 1_500, ...run };
}
