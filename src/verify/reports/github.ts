import type { Run } from "../verdicts/verify.js";
import { describeFailure } from "./failure-report.js";
import { describeVerdict } from "./terminal.js";

/** Annotations for a run on GitHub, without a file: the server is broken, not a line of code. */
export function githubAnnotations(findings: Run): string {
  return findings.results
    .filter(({ status }) => status === "failed")
    .map((each) => {
      const title = `${each.check.id} (${each.check.level})`;
      return `::${each.fails ? "error" : "warning"} title=${escapeProperty(title)}::${escapeData(describeFailure(each, findings))}`;
    })
    .join("\n");
}

/** The summary of a step on GitHub, in Markdown. */
export function githubSummary(findings: Run): string {
  const { verification, results, leaks } = findings;
  const broken = results.filter(({ status }) => status === "failed");
  const rows = broken.map(
    ({ check, fails, reason = "" }) =>
      `| ${fails ? "failed" : "advice"} | \`${check.id}\` | ${check.level} | ${escapeCell(leaks.mask(reason))} |`,
  );
  const table = ["| | check | level | reason |", "| --- | --- | --- | --- |", ...rows];
  return `### ${escapeCell(leaks.mask(verification.target))}\n\n${describeVerdict(findings)}\n\n${rows.length > 0 ? table.join("\n") : ""}\n`;
}

/** GitHub reads commands line by line, so no line may begin with what a server wrote. */
function escapeData(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}

/** A table's cell, without a server's markup and line breaks. */
function escapeCell(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").replace(/[&<>|`\\[\]*_]/g, (char) => `&#${char.charCodeAt(0)};`);
}
