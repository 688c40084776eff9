import type { Run, CheckResult } from "../verdicts/verify.js";
import { describeFailure } from "./failure-report.js";

/** The report that CI systems read: one test case per check. */
export function junitReport(findings: Run): string {
  const { results, verification, leaks } = findings;
  const failures = results.filter(({ fails }) => fails).length;
  const skipped = results.filter(({ status }) => status === "skipped").length;
  const counts = `tests="${results.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  const cases = results.map((each) => testCase(each, findings));
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites ${counts}>
  <testsuite name="${escapeXml(leaks.mask(verification.target))}" ${counts}>
${cases.join("\n")}
  </testsuite>
</testsuites>
`;
}

function testCase(judged: CheckResult, findings: Run): string {
  const { check, status, reason = "", fails } = judged;
  const head = `    <testcase classname="${check.level}" name="${escapeXml(`${check.id}: ${check.title}`)}" time="0"`;
  if (status === "passed") return `${head}/>`;
  if (status === "skipped") return `${head}><skipped message="${escapeXml(reason)}"/></testcase>`;
  const text = escapeXml(describeFailure(judged, findings));
  if (fails) return `${head}><failure message="${escapeXml(reason)}">${text}</failure></testcase>`;
  return `${head}><system-out>advice: ${text}</system-out></testcase>`;
}

/** Text for XML 1.0, which can't contain most control characters and lone surrogates. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[<>&"']/g, (char) => `&#${char.charCodeAt(0)};`)
    .replace(/\n/g, "&#10;");
}
