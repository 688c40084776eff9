import type { Level } from "../../../openapi/vocabulary.js";
import manifest from "../../../package.json" with { type: "json" };
import { describeResult } from "../checks/responses.js";
import type { Exchange } from "../exchange/exchange.js";
import { description } from "../operations/description.js";
import type { CheckResult, Run } from "../verdicts/verify.js";
import { type Cause, findCauses } from "./causes.js";

// The words and numbers that all reports have in common.

export const TOOL = { name: manifest.name, version: manifest.version };

const { info } = description.document as unknown as { info: { title: string; version: string } };

/** The description that was verified against. */
export const DESCRIPTION = { title: info.title, version: info.version };

/** The source for each level. */
export const SOURCES: Readonly<Record<Level, string>> = {
  documented: "the API's published page",
  sibling: "a sibling page of the same API",
  twilio: "Twilio's documentation",
  inferred: "no documentation; common practice",
};

/** How many checks have each status. Known failures are counted apart from the others. */
export interface Counts {
  readonly checks: number;
  readonly passed: number;
  readonly failed: number;
  readonly advice: number;
  readonly skipped: number;
  readonly known: number;
}

export function countResults({ results }: Run): Counts {
  const count = (status: CheckResult["status"]) =>
    results.filter((each) => each.status === status && !each.isKnown).length;
  return {
    checks: results.length,
    passed: count("passed"),
    failed: count("failed"),
    advice: count("advice"),
    skipped: count("skipped"),
    known: results.filter(({ isKnown }) => isKnown).length,
  };
}

export type Verdict = "passed" | "failed" | "not-judged";

export function verdictOf(run: Run): Verdict {
  if (run.stopReason !== undefined) return "not-judged";
  return countResults(run).failed === 0 ? "passed" : "failed";
}

export const VERDICTS: Readonly<Record<Verdict, string>> = {
  passed: "Keeps the contract",
  failed: "Breaks the contract",
  "not-judged": "Could not be judged",
};

/** "Breaks the contract: 3 causes, 37 checks failed, 118 passed, 4 advice, 6 skipped." */
export function describeVerdict(run: Run): string {
  const verdict = verdictOf(run);
  if (run.stopReason !== undefined) return `${VERDICTS[verdict]}. ${run.stopReason}`;
  const { passed, failed, advice, skipped, known } = countResults(run);
  const causes = findCauses(run).filter(({ status }) => status === "failed").length;
  const parts = [
    ...(causes === 0 ? [] : [countOf(causes, "cause"), `${countOf(failed, "check")} failed`]),
    `${causes === 0 ? countOf(passed, "check") : passed} passed`,
    ...(advice === 0 ? [] : [`${advice} advice`]),
    ...(known === 0 ? [] : [`${known} known`]),
    `${skipped} skipped`,
  ];
  return `${VERDICTS[verdict]}: ${parts.join(", ")}.`;
}

/** "https://api.example, full mode, 63 requests, 0.3 s, hamsa-twilio 0.1.0" */
export function describeRun({ verification, exchanges, durationMs }: Run): string {
  const { target, plan, strict } = verification;
  const mode = `${plan.safe ? "safe mode" : "full mode"}${strict ? ", strict" : ""}`;
  const requests = countOf(exchanges.length, "request");
  return [target, mode, requests, formatSeconds(durationMs), `${TOOL.name} ${TOOL.version}`].join(", ");
}

/** What the run registered, in sentences. */
export function describeRegistrations({ registrations }: Pick<Run, "registrations">): string {
  if (registrations.length === 0) return "This run registered nothing.";
  const confirmed = registrations.filter(({ isConfirmed }) => isConfirmed);
  const open = registrations.filter(({ isConfirmed }) => !isConfirmed);
  return [
    ...objectsOf(confirmed).map((object) =>
      listRegistrations(
        "This run made",
        object,
        confirmed.filter((each) => describeObject(each) === object),
      ),
    ),
    ...(open.length === 0
      ? []
      : [
          listRegistrations(
            "It may have made",
            objectsOf(open).length === 1 ? describeObject(open[0] as Run["registrations"][number]) : "",
            open,
          ),
        ]),
  ].join(" ");
}

function objectsOf(registrations: Run["registrations"]): string[] {
  return [...new Set(registrations.map(describeObject))];
}

function describeObject({ number }: Run["registrations"][number]): string {
  return number === undefined ? " without a number" : ` of ${number}`;
}

function listRegistrations(verb: string, object: string, registrations: Run["registrations"]): string {
  const titles = listFirst(registrations.map(({ title }) => title));
  return `${verb} ${countOf(registrations.length, registrations[0]?.noun ?? "")}${object} (${titles}).`;
}

/** "9 registrations, perhaps 33 more" */
export function countRegistrations({ registrations }: Pick<Run, "registrations">): string {
  if (registrations.length === 0) return "nothing";
  const confirmed = registrations.filter(({ isConfirmed }) => isConfirmed).length;
  const open = registrations.length - confirmed;
  const noun = registrations[0]?.noun ?? "";
  if (confirmed === 0) return `perhaps ${countOf(open, noun)}`;
  return `${countOf(confirmed, noun)}${open === 0 ? "" : `, perhaps ${open} more`}`;
}

/** `POST /v1/voice-agents/twilio/phone-number`. */
export function requestLine({ probe: { method, path } }: Exchange): string {
  return `${method} ${path}`;
}

/** "200, application/json, 12 ms" */
export function responseLine({ response, failure, durationMs }: Exchange): string {
  if (response === undefined) return describeResult({ failure });
  const type = response.headers["content-type"] ?? "no content-type";
  return [response.status, type, `${durationMs} ms`].join(", ");
}

/** "16 checks, 4 of them advice" */
export function describeSize({ results, status }: Cause): string {
  const advice = results.filter((each) => each.status === "advice").length;
  return `${countOf(results.length, "check")}${status === "failed" && advice > 0 ? `, ${advice} of them advice` : ""}`;
}

/** The ids of skipped checks by their reason. */
export function groupSkipped({ results }: Run): { reason: string; ids: string[] }[] {
  const skipped = results.filter(({ status }) => status === "skipped");
  const reasons = [...new Set(skipped.map(({ reason = "" }) => reason))];
  return reasons.map((reason) => ({
    reason,
    ids: skipped.filter((each) => each.reason === reason).map(({ check }) => check.id),
  }));
}

/** Known failures that fail again, and those that have passed. */
export function listKnown({ results, verification: { known = [] } }: Run): { failing: string[]; fixed: string[] } {
  const ids = (wanted: (result: CheckResult) => boolean) => results.filter(wanted).map(({ check }) => check.id);
  return {
    failing: ids(({ isKnown }) => isKnown),
    fixed: ids(({ check, status }) => status === "passed" && known.includes(check.id)),
  };
}

/** "1 check", "2 checks". */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

export function formatSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}

/** A few names. The JSON report has them all. */
export function listFirst(names: readonly string[], max = 5): string {
  return names.length <= max
    ? names.join(", ")
    : `${names.slice(0, max - 1).join(", ")} and ${names.length - max + 1} more`;
}

/** Characters that move the cursor, break a line, or reverse the text around them. */
export const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A server's response must neither move the cursor nor break the report's lines. */
export function escapeControls(text: string): string {
  return text.replace(UNPRINTABLE, (each) => `\\x${each.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
