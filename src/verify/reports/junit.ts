import type { Findings, Judged } from "../verdicts/verify.js";
import { failureReport } from "./failure-report.js";

/** The report that CI systems read: a test case for each check. */
export function junitReport(findings: Findings): string {
  const { judged, verification, leaks } = findings;
  const failures = judged.filter(({ fails }) => fails).length;
  const skipped = judged.filter(({ is }) => is === "not judged").length;
  const counts = `tests="${judged.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  const cases = judged.map((each) => testCase(each, findings));
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites ${counts}>
  <testsuite name="${inXml(leaks.mask(verification.target))}" ${counts}>
${cases.join("\n")}
  </testsuite>
</testsuites>
`;
}

function testCase(judged: Judged, findings: Findings): string {
  const { check, is, why = "", fails } = judged;
  const head = `    <testcase classname="${check.level}" name="${inXml(`${check.id}: ${check.sentence}`)}" time="0"`;
  if (is === "kept") return `${head}/>`;
  if (is === "not judged") return `${head}><skipped message="${inXml(why)}"/></testcase>`;
  const text = inXml(failureReport(judged, findings));
  if (fails) return `${head}><failure message="${inXml(why)}">${text}</failure></testcase>`;
  return `${head}><system-out>advice: ${text}</system-out></testcase>`;
}

/** Text for XML 1.0, which has no way to write most control characters and lone surrogates. */
function inXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[<>&"']/g, (char) => `&#${char.charCodeAt(0)};`)
    .replace(/\n/g, "&#10;");
}
