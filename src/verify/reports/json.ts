import { textOf } from "../exchange/exchange.js";
import type { Findings } from "../verdicts/verify.js";
import { SAID_BY } from "./failure-report.js";

/** The report for programs; `json-schema.ts` beside it says what stands in it. */
export function jsonReport({ verification, exchanges, judged, coverage, leaks }: Findings): string {
  const { target, plan, strict } = verification;
  const report = {
    target,
    mode: plan.safe ? "safe" : "full",
    strict,
    verdict: judged.some(({ fails }) => fails) ? "broken" : "kept",
    checks: judged.map(({ check, is, why, fails, probes }) => ({
      id: check.id,
      level: check.level,
      saidBy: SAID_BY[check.level],
      is,
      fails,
      sentence: check.sentence,
      clause: check.clause,
      ...(why === undefined ? {} : { why }),
      exchanges: probes,
    })),
    exchanges: exchanges.map(({ probe, answer, failure }) => ({
      id: probe.id,
      what: probe.what,
      sent: { method: probe.method, path: probe.path, headers: probe.headers, body: probe.body ?? null },
      received: answer ? { status: answer.status, headers: answer.headers, body: textOf(answer) } : null,
      failure: failure ?? null,
    })),
    coverage: coverage.map(({ of, total, missed }) => ({ of, total, missed })),
  };
  return `${JSON.stringify(report, (_, value) => (typeof value === "string" ? leaks.mask(value) : value), 2)}\n`;
}
