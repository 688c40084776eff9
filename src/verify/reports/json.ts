import { decodeBody } from "../exchange/exchange.js";
import type { Run } from "../verdicts/verify.js";
import { SOURCES } from "./failure-report.js";

/** The report for programs. `report.schema.json` describes it. */
export function jsonReport({ verification, exchanges, results, coverage, leaks }: Run): string {
  const { target, plan, strict } = verification;
  const report = {
    target,
    mode: plan.safe ? "safe" : "full",
    strict,
    verdict: results.some(({ fails }) => fails) ? "failed" : "passed",
    checks: results.map(({ check, status, reason, fails, probes }) => ({
      id: check.id,
      level: check.level,
      source: SOURCES[check.level],
      status,
      fails,
      title: check.title,
      pointer: check.pointer,
      ...(reason === undefined ? {} : { reason }),
      exchanges: probes,
    })),
    exchanges: exchanges.map(({ probe, response, failure }) => ({
      id: probe.id,
      title: probe.title,
      sent: { method: probe.method, path: probe.path, headers: probe.headers, body: probe.body ?? null },
      received: response ? { status: response.status, headers: response.headers, body: decodeBody(response) } : null,
      failure: failure ?? null,
    })),
    coverage: coverage.map(({ kind, total, missed }) => ({ kind, total, missed })),
  };
  return `${JSON.stringify(report, (_, value) => (typeof value === "string" ? leaks.mask(value) : value), 2)}\n`;
}
