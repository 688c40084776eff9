import { type Exchange, decodeBody } from "../exchange/exchange.js";
import type { LeakFinder } from "../exchange/leak-finder.js";
import type { Run, CheckResult } from "../verdicts/verify.js";

const MAX_BODY_LENGTH = 600;

/** The source for each level. */
export const SOURCES = {
  documented: "the API's published page",
  sibling: "a sibling page of the same API",
  twilio: "Twilio's documentation",
  inferred: "no documentation; common practice",
} as const;

/** A failure in full: the promise, the request, the response, and the broken clause. Secrets are masked. */
export function describeFailure({ check, reason = "", probes }: CheckResult, { exchanges, leaks }: Run): string {
  const [first, ...others] = exchanges.filter(({ probe }) => probes.includes(probe.id));
  const lines = [
    `${check.id} (${check.level})`,
    `  ${check.title}`,
    ...(first === undefined ? [] : [...describeRequest(first), ...describeResponse(first, leaks)]),
    ...(others.length === 0
      ? []
      : [`            and ${others.length} more: ${listFirst(others.map(({ probe }) => probe.id))}`]),
    `  rule      ${check.pointer}`,
    `            ${reason}`,
    `  source    ${SOURCES[check.level]} (${check.level})`,
  ];
  return lines.map((line) => leaks.mask(escapeControls(line))).join("\n");
}

function describeRequest({ probe }: Exchange): string[] {
  const headers = Object.entries(probe.headers).map(([name, value]) => `${name}: ${value}`);
  return [
    `  sent      ${probe.method} ${probe.path}: ${probe.title}`,
    `            ${headers.join("; ")}`,
    `            ${probe.body || "(no body)"}`,
  ];
}

function describeResponse({ response, failure }: Exchange, leaks: LeakFinder): string[] {
  if (response === undefined) return [`  received  no response, ${failure?.reason}: ${failure?.detail}`];
  const body = leaks.excerpt(decodeBody(response), MAX_BODY_LENGTH);
  return [
    `  received  ${response.status}, ${response.headers["content-type"] ?? "no content-type"}`,
    `            ${body || "(no body)"}`,
  ];
}

/** A server's response must neither move the cursor nor break the report's lines. */
function escapeControls(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, (each) => `\\x${each.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

/** A few names. The JSON report has them all. */
export function listFirst(names: readonly string[]): string {
  return names.length <= 5 ? names.join(", ") : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
}
