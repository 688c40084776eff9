import { type Exchange, textOf } from "../exchange/exchange.js";
import type { LeakFinder } from "../exchange/leak-finder.js";
import type { Findings, Judged } from "../verdicts/verify.js";

const LONGEST_BODY = 600;

/** Who says so, for each level of the description's facts. */
export const SAID_BY = {
  documented: "the API's published page",
  sibling: "a sibling page of the same API",
  twilio: "Twilio's documentation",
  inferred: "no documentation; common practice",
} as const;

/** A failure in full: the promise, what was sent, what was received, and the clause that it breaks; without secrets. */
export function failureReport({ check, why = "", probes }: Judged, { exchanges, leaks }: Findings): string {
  const [first, ...others] = exchanges.filter(({ probe }) => probes.includes(probe.id));
  const lines = [
    `${check.id} (${check.level})`,
    `  ${check.sentence}`,
    ...(first === undefined ? [] : [...sent(first), ...received(first, leaks)]),
    ...(others.length === 0
      ? []
      : [`            and ${others.length} more: ${firstFew(others.map(({ probe }) => probe.id))}`]),
    `  breaks    ${check.clause}`,
    `            ${why}`,
    `  says so   ${SAID_BY[check.level]} (${check.level})`,
  ];
  return lines.map((line) => leaks.mask(printable(line))).join("\n");
}

function sent({ probe }: Exchange): string[] {
  const headers = Object.entries(probe.headers).map(([name, value]) => `${name}: ${value}`);
  return [
    `  sent      ${probe.method} ${probe.path}: ${probe.what}`,
    `            ${headers.join("; ")}`,
    `            ${probe.body || "(no body)"}`,
  ];
}

function received({ answer, failure }: Exchange, leaks: LeakFinder): string[] {
  if (answer === undefined) return [`  received  no answer, ${failure?.reason}: ${failure?.detail}`];
  const body = leaks.excerpt(textOf(answer), LONGEST_BODY);
  return [
    `  received  ${answer.status}, ${answer.headers["content-type"] ?? "no content-type"}`,
    `            ${body || "(no body)"}`,
  ];
}

/** A server's answer must neither move the cursor, nor break the report's lines. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, (each) => `\\x${each.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

/** A terminal shows a few; the JSON report has them all. */
export function firstFew(names: readonly string[]): string {
  return names.length <= 5 ? names.join(", ") : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
}
