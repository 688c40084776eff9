import { decodeBody } from "../exchange/exchange.js";
import type { Run } from "../verdicts/verify.js";
import { findCauses } from "./causes.js";
import { countResults, DESCRIPTION, SOURCES, TOOL, verdictOf } from "./words.js";

/** The `$id` of `report.schema.json`, with its major version. */
export const REPORT_SCHEMA = "urn:hamsa-twilio:verify-report:1";

/** The report for programs. `report.schema.json` describes it. */
export function jsonReport(run: Run): string {
  const { verification, exchanges, results, coverage, registrations, leaks, startedAt, durationMs, stopReason } = run;
  const { target, plan, strict } = verification;
  const causes = findCauses(run);
  const report = {
    $schema: REPORT_SCHEMA,
    tool: TOOL,
    description: DESCRIPTION,
    target,
    mode: plan.safe ? "safe" : "full",
    strict,
    startedAt: startedAt.toISOString(),
    durationMs,
    verdict: verdictOf(run),
    message: stopReason,
    summary: { ...countResults(run), causes: causes.length, requests: exchanges.length },
    causes: causes.map(({ number, title, status, results: [first, ...others] }) => ({
      number,
      title,
      status,
      checks: [first, ...others].map(({ check }) => check.id),
    })),
    checks: results.map(({ check, status, reason, isKnown, probes }) => ({
      id: check.id,
      title: check.title,
      status,
      isKnown,
      level: check.level,
      source: SOURCES[check.level],
      pointer: check.pointer,
      message: reason,
      exchanges: probes,
    })),
    exchanges: exchanges.map(({ probe, response, failure, durationMs: duration }) => ({
      id: probe.id,
      title: probe.title,
      durationMs: duration,
      request: { method: probe.method, path: probe.path, headers: probe.headers, body: probe.body ?? null },
      response: response ? { status: response.status, headers: response.headers, body: decodeBody(response) } : null,
      failure: failure ?? null,
    })),
    coverage,
    registrations,
  };
  return `${JSON.stringify(report, (_, value) => (typeof value === "string" ? leaks.mask(value) : value), 2)}\n`;
}
