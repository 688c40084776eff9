import type { Run } from "../verdicts/verify.js";
import { type Cause, findCauses } from "./causes.js";
import { describeFailure } from "./terminal.js";
import {
  describeRegistrations,
  describeRun,
  describeSize,
  describeVerdict,
  listFirst,
  listKnown,
  UNPRINTABLE,
  verdictOf,
} from "./words.js";

/** GitHub shows ten errors and ten warnings per step, and silently drops the rest. */
const MAX_ANNOTATIONS = 10;

/** Annotations for a run on GitHub, one per cause, without a file: the server is broken, not a line of code. */
export function githubAnnotations(run: Run): string {
  if (run.stopReason !== undefined)
    return `::error title=${escapeProperty("Could not be judged")}::${escapeData(run.stopReason)}`;
  const causes = findCauses(run);
  const shown = causes.length <= MAX_ANNOTATIONS ? causes : causes.slice(0, MAX_ANNOTATIONS - 1);
  const hidden = causes.length - shown.length;
  const rest = hidden === 0 ? [] : [`::notice::${hidden} more causes are in the step's summary.`];
  return [...shown.map((cause) => annotate(cause, run)), ...rest].join("\n");
}

function annotate(cause: Cause, run: Run): string {
  const [first] = cause.results;
  const command = cause.status === "failed" ? "error" : "warning";
  const title = run.leaks.mask(`${cause.title} (${describeSize(cause)})`);
  return `::${command} title=${escapeProperty(title)}::${escapeData([first.check.id, ...describeFailure(first, run)].join("\n"))}`;
}

/** The summary of a step on GitHub, in Markdown. */
export function githubSummary(run: Run): string {
  const { leaks } = run;
  const mask = (text: string) => escapeCell(leaks.mask(text));
  const rows = findCauses(run).map((cause) => {
    const [{ reason = "", check }] = cause.results;
    const ids = listFirst(cause.results.map((each) => `\`${each.check.id}\``));
    return `| ${cause.number} | ${cause.status} | ${mask(cause.title)} | ${check.level} | ${mask(reason)} | ${ids} |`;
  });
  const table = ["| | status | cause | level | reason | checks |", "| --- | --- | --- | --- | --- | --- |", ...rows];
  const { failing, fixed } = listKnown(run);
  const parts = [
    `### ${MARKS[verdictOf(run)]} ${mask(describeVerdict(run))}`,
    mask(describeRun(run)),
    rows.length === 0 ? "" : table.join("\n"),
    failing.length === 0 ? "" : `Known failures: ${listFirst(failing.map((id) => `\`${id}\``))}`,
    fixed.length === 0 ? "" : `Known failures that passed: ${listFirst(fixed.map((id) => `\`${id}\``))}`,
    mask(describeRegistrations(run)),
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

const MARKS = { passed: "✅", failed: "❌", "not-judged": "⚠️" } as const;

/** GitHub reads commands line by line, so no line may begin with what a server wrote. */
function escapeData(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}

/** A table's cell, without a server's markup and line breaks. */
function escapeCell(text: string): string {
  return text.replace(UNPRINTABLE, " ").replace(/[&<>|`\\[\]*_]/g, (char) => `&#${char.charCodeAt(0)};`);
}
