import type { Findings } from "../verdicts/verify.js";
import { failureReport } from "./failure-report.js";
import { conclusion } from "./terminal.js";

/** Annotations for a run on GitHub: they point at no file, since what broke is the server. */
export function githubAnnotations(findings: Findings): string {
  return findings.judged
    .filter(({ is }) => is === "broken")
    .map((each) => {
      const title = `${each.check.id} (${each.check.level})`;
      return `::${each.fails ? "error" : "warning"} title=${property(title)}::${data(failureReport(each, findings))}`;
    })
    .join("\n");
}

/** The summary of a step on GitHub, in Markdown. */
export function githubSummary(findings: Findings): string {
  const { verification, judged, leaks } = findings;
  const broken = judged.filter(({ is }) => is === "broken");
  const rows = broken.map(
    ({ check, fails, why = "" }) =>
      `| ${fails ? "broken" : "advice"} | \`${check.id}\` | ${check.level} | ${cell(leaks.mask(why))} |`,
  );
  const table = ["| | check | who says so | why |", "| --- | --- | --- | --- |", ...rows];
  return `### ${cell(leaks.mask(verification.target))}\n\n${conclusion(findings)}\n\n${rows.length > 0 ? table.join("\n") : ""}\n`;
}

/** GitHub reads commands line by line: nothing that a server writes may begin a line. */
function data(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function property(text: string): string {
  return data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}

/** A cell of a table: no markup and no line break of a server's. */
function cell(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").replace(/[&<>|`\\[\]*_]/g, (char) => `&#${char.charCodeAt(0)};`);
}
