import { isDeepStrictEqual } from "node:util";
import { type Answer, type Exchange, jsonOf } from "../exchange/exchange.js";
import { describedAnswers, operations } from "../operations/description.js";
import { UNKNOWN_PATH } from "../probes/plan.js";

/** Prism's own errors, by which it never speaks for an API. */
export function isPrismsOwn(answer: Answer): boolean {
  const body = jsonOf(answer) as { type?: unknown } | null | undefined;
  return String(body?.type).startsWith("https://stoplight.io/prism/errors#");
}

/** What only a mock may be excused for: another API may well write its errors so. */
export function isPrismsOwnFailure(answer: Answer): boolean {
  const body = jsonOf(answer) as { type?: unknown; error?: { code?: unknown } } | null | undefined;
  return body?.type === "FetchError" || body?.error?.code !== undefined;
}

/** Whether a Prism mock answered: it gives itself away at the undescribed path. */
export function isMock(exchanges: readonly Exchange[]): boolean {
  return exchanges.some(
    ({ probe, answer }) => probe.id === UNKNOWN_PATH && answer !== undefined && isPrismsOwn(answer),
  );
}

/** Whether an answer is one of the description's examples, word for word, as a static mock gives it. */
export function isExample(answer: Answer): boolean {
  const body = jsonOf(answer);
  return operations.flatMap(describedAnswers).some((example) => isDeepStrictEqual(example.body, body));
}
