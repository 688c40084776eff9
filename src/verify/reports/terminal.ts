import { styleText } from "node:util";
import type { CheckResult, Run } from "../verdicts/verify.js";
import { type Cause, findCauses } from "./causes.js";
import { onlyOption, toCurl } from "./curl.js";
import { excerptBody } from "./evidence.js";
import {
  describeRegistrations,
  describeRun,
  describeSize,
  describeVerdict,
  escapeControls,
  groupSkipped,
  listFirst,
  listKnown,
  requestLine,
  responseLine,
  SOURCES,
  verdictOf,
} from "./words.js";

const MARKS = { passed: "✓", failed: "✗", advice: "!", "not-judged": "?" } as const;

/** The report for a terminal: each cause in full, what was skipped, the coverage, the causes again, and the verdict. */
export function terminalReport(run: Run, isColored = false): string {
  const causes = findCauses(run);
  const parts = [
    ...causes.map((cause) => describeCause(cause, run)),
    describeKnown(run),
    describeSkipped(run),
    describeCoverage(run),
    ...(isSentInClear(run.verification.target)
      ? ["! The target is not an https URL, so the API key and the token were sent in clear text."]
      : []),
    causes.length > 1 ? causes.map((cause) => `${listCause(cause)}: ${summarize(cause, run)}`).join("\n") : "",
    `${MARKS[verdictOf(run)]} ${describeVerdict(run)}\n  ${run.leaks.mask(describeRun(run))}\n  ${describeRegistrations(run)}`,
  ];
  const text = `${parts.filter(Boolean).join("\n\n")}\n`;
  if (!isColored) return text;
  // The report may be printed to another stream than standard output, which is what styleText would look at.
  const options = { validateStream: false };
  return text.replace(/^[✗✓!?].*/gm, (line) => styleText(colorOf(line), line, options));
}

function colorOf(line: string): "red" | "green" | "yellow" {
  if (line.startsWith(MARKS.failed)) return "red";
  return line.startsWith(MARKS.passed) ? "green" : "yellow";
}

function describeCause(cause: Cause, run: Run): string {
  const [first, ...others] = cause.results;
  const lines = [
    listCause(cause),
    ...describeFailure(first, run),
    ...(others.length === 0 ? [] : [field("also", others.map(({ check }) => check.id).join(", "))]),
  ];
  return lines.join("\n");
}

/** "✗ 1  Invalid keys are accepted (16 checks)" */
function listCause(cause: Cause): string {
  const size = cause.results.length === 1 ? cause.results[0].check.level : describeSize(cause);
  return `${MARKS[cause.status]} ${cause.number}  ${cause.title} (${size})`;
}

const MAX_SUMMARY_LENGTH = 100;

function summarize({ results: [{ reason = "" }] }: Cause, { leaks }: Run): string {
  return leaks.excerpt(escapeControls(reason), MAX_SUMMARY_LENGTH);
}

/** One failure in full: the request, the response, the broken rule, and how to see it again. Secrets are masked. */
export function describeFailure({ check, reason = "", probes, place }: CheckResult, run: Run): string[] {
  const exchange = run.exchanges.find(({ probe }) => probe.id === probes[0]);
  const evidence =
    exchange === undefined
      ? []
      : [
          field("request", `${requestLine(exchange)}: ${exchange.probe.title}`),
          ...(exchange.probe.body === undefined ? [] : [field("", exchange.probe.body || "(empty body)")]),
          field("response", responseLine(exchange)),
          field("", excerptBody(exchange, run.leaks, place)),
        ];
  const again = exchange === undefined ? [] : [field("", toCurl(run, exchange.probe))];
  return [
    field("reason", reason),
    ...evidence,
    field("rule", check.pointer),
    field("source", `${SOURCES[check.level]} (${check.level})`),
    field("again", onlyOption(check)),
    ...again,
  ]
    .map((line) => run.leaks.mask(escapeControls(line)))
    .filter((line) => line.trim() !== "");
}

function field(name: string, value: string): string {
  return `     ${name.padEnd(9)} ${value}`;
}

/** Whether anyone on the network path can read the secrets. Loopback has no such path. */
function isSentInClear(target: string): boolean {
  const { protocol, hostname } = new URL(target);
  return protocol !== "https:" && !/^(?:(?:[^.]+\.)*localhost|127(?:\.[0-9]+){3}|\[::1\])$/.test(hostname);
}

function describeKnown(run: Run): string {
  const { failing, fixed } = listKnown(run);
  return [
    ...(failing.length === 0 ? [] : [`Known failures, which don't fail the run: ${listFirst(failing)}`]),
    ...(fixed.length === 0 ? [] : [`Known failures that passed, so they can be removed: ${listFirst(fixed)}`]),
  ].join("\n");
}

function describeSkipped(run: Run): string {
  const groups = groupSkipped(run);
  if (groups.length === 0) return "";
  return [
    "Skipped, because the run gave no occasion:",
    ...groups.map(({ reason, ids }) => `  ${reason}: ${listFirst(ids)}`),
  ]
    .map((line) => run.leaks.mask(escapeControls(line)))
    .join("\n");
}

function describeCoverage({ coverage }: Run): string {
  if (coverage.length === 0) return "";
  const lines = coverage.map(({ kind, total, missed }) => {
    const rest = missed.length === 0 ? "" : `; not ${listFirst(missed)}`;
    return `  ${`${total - missed.length} of ${total}`.padEnd(8)} ${kind}${rest}`;
  });
  return ["Coverage of the description:", ...lines].join("\n");
}
