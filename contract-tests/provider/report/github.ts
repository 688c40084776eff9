import type { Findings } from "../verdicts/verify.js";
import { failureReport } from "./failure-report.js";

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

/** GitHub reads commands line by line: nothing that a server writes may begin a line. */
function data(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function property(text: string): string {
  return data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
