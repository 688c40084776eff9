import { styleText } from "node:util";
import type { Run, CheckResult } from "../verdicts/verify.js";
import { describeFailure, listFirst } from "./failure-report.js";

/** The report for a terminal: failures, advice, what was skipped, the coverage, and the verdict. */
export function terminalReport(findings: Run, colored = false): string {
  const { verification, exchanges, results } = findings;
  const { target, plan } = verification;
  const failures = results.filter(({ fails }) => fails);
  const advice = results.filter(({ status, fails }) => status === "failed" && !fails);
  const parts = [
    `${target} (${plan.safe ? "safe mode" : "one registration"}, ${exchanges.length} requests, ${results.length} checks)`,
    isSentInClear(target) ? "! The target is not an https URL: the API key and the token were sent in clear text." : "",
    ...failures.map((each) => `✗ ${describeFailure(each, findings)}`),
    ...advice.map((each) => `! advice: ${describeFailure(each, findings)}`),
    describeSkipped(results.filter(({ status }) => status === "skipped")),
    describeCoverage(findings),
    describeVerdict(findings),
  ];
  const text = `${parts.filter(Boolean).join("\n\n")}\n`;
  return colored ? text.replace(/^[✗✓!].*/gm, (line) => styleText(COLORS[line.charAt(0)] ?? "bold", line)) : text;
}

const COLORS: Readonly<Record<string, "red" | "green" | "yellow">> = { "✗": "red", "✓": "green", "!": "yellow" };

/** Whether anyone on the network path can read the secrets. Loopback has no such path. */
function isSentInClear(target: string): boolean {
  const { protocol, hostname } = new URL(target);
  return protocol !== "https:" && !/^(?:(?:[^.]+\.)*localhost|127(?:\.[0-9]+){3}|\[::1\])$/.test(hostname);
}

/** Skipped checks, grouped by reason. */
function describeSkipped(judged: readonly CheckResult[]): string {
  if (judged.length === 0) return "";
  const reasons = [...new Set(judged.map(({ reason }) => reason))];
  const lines = reasons.map((reason) => {
    const ids = judged.filter((each) => each.reason === reason).map(({ check }) => check.id);
    return `  ${reason}: ${listFirst(ids)}`;
  });
  return ["Skipped:", ...lines].join("\n");
}

function describeCoverage({ coverage }: Run): string {
  const lines = coverage.map(({ kind, total, missed }) => {
    const left = missed.length === 0 ? "" : `; not ${listFirst(missed)}`;
    return `  ${`${total - missed.length} of ${total}`.padEnd(8)} ${kind}${left}`;
  });
  return ["Coverage of the description:", ...lines].join("\n");
}

/** The verdict in one sentence. */
export function describeVerdict({ results }: Run): string {
  const count = (is: CheckResult["status"]) => results.filter((each) => each.status === is).length;
  const failed = results.filter(({ fails }) => fails).length;
  const advice = count("failed") - failed;
  const others = `${count("passed")} checks passed, ${count("skipped")} skipped`;
  const advised =
    advice === 0 ? "" : `\n  ${advice} more reported as advice: the API's own documentation doesn't require them.`;
  return failed === 0
    ? `✓ Keeps the contract: ${others}.${advised}`
    : `✗ Breaks the contract: ${failed} ${failed === 1 ? "check" : "checks"} failed, ${others}.${advised}`;
}
