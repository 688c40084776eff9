import type { CheckResult, Run } from "../verdicts/verify.js";
import { describeRegistrations, describeVerdict, SOURCES, TOOL } from "./words.js";

const SPEC_VERSION = "0.0.0";

/** The report in the Common Test Report Format (https://ctrf.io), which dashboards and pull request comments read. */
export function ctrfReport(run: Run): string {
  const { results, exchanges, verification, startedAt, durationMs, stopReason, leaks } = run;
  const start = startedAt.getTime();
  const unjudged = { name: "the server can be judged", status: "failed", duration: durationMs, message: stopReason };
  const tests = stopReason === undefined ? results.map((result) => toTest(result, exchanges)) : [unjudged];
  const count = (status: string) => tests.filter((test) => test.status === status).length;
  const report = {
    reportFormat: "CTRF",
    specVersion: SPEC_VERSION,
    timestamp: startedAt.toISOString(),
    generatedBy: TOOL.name,
    results: {
      tool: TOOL,
      summary: {
        tests: tests.length,
        passed: count("passed"),
        failed: count("failed"),
        skipped: count("skipped"),
        pending: 0,
        other: count("other"),
        start,
        stop: start + durationMs,
        duration: durationMs,
      },
      tests,
      extra: {
        target: verification.target,
        mode: verification.plan.safe ? "safe" : "full",
        verdict: describeVerdict(run),
        registrations: describeRegistrations(run),
      },
    },
  };
  return `${JSON.stringify(report, (_, value) => (typeof value === "string" ? leaks.mask(value) : value), 2)}\n`;
}

/** Advice and known failures have no status of their own there, so they are `other`. */
function toTest({ check, status, reason, isKnown, probes }: CheckResult, exchanges: Run["exchanges"]) {
  const durations = exchanges.filter(({ probe }) => probes.includes(probe.id)).map(({ durationMs }) => durationMs);
  return {
    name: check.id,
    status: isKnown || status === "advice" ? "other" : status,
    duration: Math.max(0, ...durations),
    suite: [check.id.slice(0, check.id.lastIndexOf("/"))],
    message: reason,
    rawStatus: isKnown ? "known" : status,
    type: "contract",
    tags: [check.level],
    extra: { title: check.title, source: SOURCES[check.level], pointer: check.pointer },
  };
}
