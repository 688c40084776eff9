import type { Check } from "../checks/check.js";
import { type Exchange, textOf } from "../exchange/exchange.js";
import type { LeakFinder } from "../exchange/leak-finder.js";
import type { Verdict } from "../judgement/judge.js";
import { few } from "./few.js";

const LONGEST_BODY = 600;

/** A failure in full: the promise, what was sent, what came, and the clause that it breaks; without secrets. */
export function tell(
  check: Check,
  { why = "", probes }: Verdict,
  exchanges: readonly Exchange[],
  secrets: LeakFinder,
): string {
  const [first, ...others] = exchanges.filter(({ probe }) => probes.includes(probe.id));
  const lines = [
    `${check.id} (${check.level})`,
    `  ${check.sentence}`,
    ...(first === undefined ? [] : [...sent(first), ...came(first, secrets)]),
    ...(others.length === 0
      ? []
      : [`          and so in ${others.length} more: ${few(others.map(({ probe }) => probe.id))}`]),
    `  breaks  ${check.clause} (${check.level})`,
    `          ${why}`,
  ];
  return lines.map((line) => secrets.mask(printable(line))).join("\n");
}

function sent({ probe }: Exchange): string[] {
  const headers = Object.entries(probe.headers).map(([name, value]) => `${name}: ${value}`);
  return [
    `  sent    ${probe.method} ${probe.path}: ${probe.what}`,
    `          ${headers.join("; ")}`,
    `          ${probe.body || "(no body)"}`,
  ];
}

function came({ answer, failure }: Exchange, secrets: LeakFinder): string[] {
  if (answer === undefined) return [`  came    no answer, ${failure?.reason}: ${failure?.detail}`];
  const body = secrets.excerpt(textOf(answer), LONGEST_BODY);
  return [
    `  came    ${answer.status}, ${answer.headers["content-type"] ?? "no content-type"}`,
    `          ${body || "(no body)"}`,
  ];
}

/** A server's answer must not move the cursor, nor break the report's lines. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (each) => `\\x${each.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
