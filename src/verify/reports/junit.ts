import { type CheckResult, failsRun, type Run } from "../verdicts/verify.js";
import { describeFailure } from "./terminal.js";
import { describeRegistrations, describeVerdict, TOOL } from "./words.js";

/** The report that CI systems read: one test case per check, in one suite. */
export function junitReport(run: Run): string {
  const { results, verification, leaks, startedAt, durationMs, stopReason } = run;
  const errors = stopReason === undefined ? 0 : 1;
  const failures = results.filter(failsRun).length;
  const skipped = results.filter((result) => isSkipped(result)).length;
  const time = toSeconds(durationMs);
  const counts = `tests="${results.length + errors}" failures="${failures}" errors="${errors}" skipped="${skipped}" time="${time}"`;
  const cases = [
    ...(stopReason === undefined
      ? []
      : [
          `    <testcase classname="verify" name="the server can be judged" time="${time}"><error message="${escapeXml(stopReason)}"/></testcase>`,
        ]),
    ...results.map((result) => toTestCase(result, run)),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${TOOL.name} verify" ${counts}>
  <testsuite name="${escapeXml(leaks.mask(verification.target))}" timestamp="${startedAt.toISOString().slice(0, 19)}" ${counts}>
    <properties>
      <property name="version" value="${TOOL.version}"/>
      <property name="mode" value="${verification.plan.safe ? "safe" : "full"}"/>
    </properties>
${cases.join("\n")}
    <system-out>${escapeXml(`${describeVerdict(run)}\n${describeRegistrations(run)}`)}</system-out>
  </testsuite>
</testsuites>
`;
}

/** A known failure is reported as skipped, because CI systems have no other status that doesn't fail. */
function isSkipped({ status, isKnown }: CheckResult): boolean {
  return status === "skipped" || isKnown;
}

function toTestCase(result: CheckResult, run: Run): string {
  const { check, status, reason = "", isKnown, probes } = result;
  // A check's id is what it is about, a slash, and what it checks. GitLab shows the first part as the suite.
  const subject = check.id.slice(0, check.id.lastIndexOf("/"));
  const durations = run.exchanges.filter(({ probe }) => probes.includes(probe.id)).map(({ durationMs: ms }) => ms);
  const time = toSeconds(Math.max(0, ...durations));
  const text = () => escapeXml(describeFailure(result, run).join("\n"));
  return `    <testcase classname="${escapeXml(subject)}" name="${escapeXml(check.id)}" time="${time}">
      <properties>
        <property name="title" value="${escapeXml(check.title)}"/>
        <property name="level" value="${check.level}"/>
      </properties>${resultElement()}
    </testcase>`;

  function resultElement(): string {
    if (isKnown) return `\n      <skipped message="${escapeXml(`known failure: ${reason}`)}"/>`;
    if (status === "skipped") return `\n      <skipped message="${escapeXml(reason)}"/>`;
    if (status === "failed") return `\n      <failure message="${escapeXml(reason)}">${text()}</failure>`;
    return status === "advice" ? `\n      <system-out>advice: ${text()}</system-out>` : "";
  }
}

function toSeconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** Text for XML 1.0, which can't contain most control characters and lone surrogates. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[<>&"']/g, (char) => `&#${char.charCodeAt(0)};`)
    .replace(/\n/g, "&#10;");
}
