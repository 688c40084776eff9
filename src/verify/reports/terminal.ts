import { styleText } from "node:util";
import type { Findings, Judged } from "../verdicts/verify.js";
import { failureReport, firstFew } from "./failure-report.js";

/** The report for a terminal: what breaks, what is advised, what could not be judged, what was exercised. */
export function terminalReport(findings: Findings, coloured = false): string {
  const { verification, exchanges, judged } = findings;
  const { target, plan } = verification;
  const failures = judged.filter(({ fails }) => fails);
  const advice = judged.filter(({ is, fails }) => is === "broken" && !fails);
  const parts = [
    `${target} (${plan.safe ? "safe mode" : "one registration"}, ${exchanges.length} requests, ${judged.length} checks)`,
    isSentInClear(target) ? "! The target is not an https URL: the API key and the token were sent in clear text." : "",
    ...failures.map((each) => `✗ ${failureReport(each, findings)}`),
    ...advice.map((each) => `! advice: ${failureReport(each, findings)}`),
    notJudged(judged.filter(({ is }) => is === "not judged")),
    exercised(findings),
    conclusion(findings),
  ];
  const text = `${parts.filter(Boolean).join("\n\n")}\n`;
  return coloured ? text.replace(/^[✗✓!].*/gm, (line) => styleText(COLOURS[line.charAt(0)] ?? "bold", line)) : text;
}

const COLOURS: Readonly<Record<string, "red" | "green" | "yellow">> = { "✗": "red", "✓": "green", "!": "yellow" };

/** Loopback aside, whoever stands between can read the secrets. */
function isSentInClear(target: string): boolean {
  const { protocol, hostname } = new URL(target);
  return protocol !== "https:" && !/^(?:(?:[^.]+\.)*localhost|127(?:\.[0-9]+){3}|\[::1\])$/.test(hostname);
}

/** Grouped by reason: a mock's, safe mode's, an answer that never came. */
function notJudged(judged: readonly Judged[]): string {
  if (judged.length === 0) return "";
  const reasons = [...new Set(judged.map(({ why }) => why))];
  const lines = reasons.map((reason) => {
    const ids = judged.filter(({ why }) => why === reason).map(({ check }) => check.id);
    return `  ${reason}: ${firstFew(ids)}`;
  });
  return ["Not judged:", ...lines].join("\n");
}

function exercised({ coverage }: Findings): string {
  const lines = coverage.map(({ of, total, missed }) => {
    const left = missed.length === 0 ? "" : `; not ${firstFew(missed)}`;
    return `  ${`${total - missed.length} of ${total}`.padEnd(8)} ${of}${left}`;
  });
  return ["Exercised of the description:", ...lines].join("\n");
}

/** The verdict in one sentence. */
export function conclusion({ judged }: Findings): string {
  const count = (is: Judged["is"]) => judged.filter((each) => each.is === is).length;
  const failed = judged.filter(({ fails }) => fails).length;
  const advice = count("broken") - failed;
  const others = `${count("kept")} checks kept, ${count("not judged")} not judged`;
  const advised =
    advice === 0 ? "" : `\n  ${advice} more as advice: the API's own documentation does not say what they ask.`;
  return failed === 0
    ? `✓ Keeps the contract: ${others}.${advised}`
    : `✗ Breaks the contract: ${failed} ${failed === 1 ? "check" : "checks"} failed, ${others}.${advised}`;
}
