import type { Run, CheckResult } from "../verdicts/verify.js";
import { describeFailure } from "./failure-report.js";
import { describeVerdict } from "./terminal.js";

const STYLE = `
:root { color-scheme: light dark; --text: #1b1f24; --back: #fff; --soft: #f3f5f7; --line: #d0d7de; --bad: #b42318; --good: #116329; --advice: #7a4d00 }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --back: #0d1117; --soft: #161b22; --line: #30363d; --bad: #ff9a90; --good: #6fdd8b; --advice: #f0c674 } }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; color: var(--text); background: var(--back); font: 1rem/1.5 system-ui, sans-serif }
pre { overflow-x: auto; padding: .75rem; background: var(--soft); border: 1px solid var(--line); font-size: .85rem; white-space: pre-wrap; overflow-wrap: anywhere }
table { border-collapse: collapse; table-layout: fixed; width: 100% } h1, h3 { overflow-wrap: anywhere } th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere }
.bad { color: var(--bad) } .good { color: var(--good) } .advice { color: var(--advice) }
`;

/** The report as one page that loads nothing from another host. */
export function htmlReport(findings: Run): string {
  const { verification, exchanges, results, coverage, leaks } = findings;
  const { target, plan } = verification;
  const failures = results.filter(({ fails }) => fails);
  const advice = results.filter(({ status, fails }) => status === "failed" && !fails);
  const mode = plan.safe ? "safe mode" : "one registration";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${failures.length === 0 ? "Keeps" : "Breaks"} the contract</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(leaks.mask(target))}</h1>
<p class="${failures.length === 0 ? "good" : "bad"}"><strong>${escapeHtml(describeVerdict(findings))}</strong></p>
<p>${mode}, ${exchanges.length} requests, ${results.length} checks.</p>
${section("Failures", failures, "bad", findings)}${section("Advice", advice, "advice", findings)}
<h2>Coverage of the description</h2>
${table(
  ["what", "covered", "not"],
  coverage.map(({ kind, total, missed }) => [kind, `${total - missed.length} of ${total}`, missed.join(", ")]),
)}
<h2>All checks</h2>
${table(
  ["check", "verdict", "level", "promise"],
  results.map(({ check, status, reason }) => [check.id, reason ? `${status}: ${reason}` : status, check.level, check.title]),
)}
</main>
</body>
</html>
`;
}

function section(title: string, judged: readonly CheckResult[], kind: string, findings: Run): string {
  if (judged.length === 0) return "";
  const blocks = judged.map(
    (each) =>
      `<h3 class="${kind}">${escapeHtml(each.check.id)}</h3>\n<pre tabindex="0">${escapeHtml(describeFailure(each, findings))}</pre>`,
  );
  return `<h2>${title}</h2>\n${blocks.join("\n")}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[], tag: string) => row.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("");
  const body = rows.map((row) => `<tr>${cells(row, "td")}</tr>`).join("\n");
  return `<table>\n<thead><tr>${cells(head, "th")}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}

/** What a server wrote becomes text, without characters that HTML doesn't have. */
function escapeHtml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{7E}\u{A0}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[<>&"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
