import { AbortError, ApiError, type Attempt, type HamsaError, type PhoneNumber } from "../../index.js";
import { makeSafe } from "../output.js";
import { cut } from "../text.js";

/** What happened to a number. */
export interface Result {
  readonly number: string;
  readonly outcome: "registered" | "already registered" | "would be registered" | "rejected" | "unknown" | "not sent";
  readonly id?: string | undefined;
  readonly label?: string | undefined;
  /** When it was sent, according to the journal. */
  readonly at?: string | undefined;
  /** Why it is not registered. */
  readonly why?: string | undefined;
  /** The same in a few words, equal for all numbers with the same problem. */
  readonly reason?: string | undefined;
}

/** The result for a number that is in the list. */
export function toListResult({ number, id, label }: PhoneNumber): Result {
  return { number, outcome: "already registered", id, label };
}

/** The result for a number that the journal has as registered. A lagging list may not show it yet. */
export function toJournalResult(number: string, { startedAt, registered }: Attempt): Result {
  return { number, outcome: "already registered", id: registered?.id, label: registered?.label, at: startedAt };
}

/** The result for a number that was sent before, without a response, and that the list doesn't show. */
export function toPendingResult(number: string, startedAt: string): Result {
  const why = `It was sent on ${formatTime(startedAt)}, no response arrived, and Hamsa's list does not show it.`;
  return { number, outcome: "unknown", at: startedAt, why, reason: "sent before, and not in Hamsa's list" };
}

/** The result for a number whose registration ended with an error. */
export function toErrorResult(number: string, error: HamsaError): Result {
  // The first sentence says that the call was aborted, which the person knows.
  const why =
    error instanceof AbortError ? `Interrupted. ${error.message.split(". ").slice(1).join(". ")}` : error.message;
  return { number, outcome: OUTCOMES[error.outcome], why: why.trim(), reason: summarize(error) };
}

const OUTCOMES: Readonly<Record<HamsaError["outcome"], Result["outcome"]>> = {
  rejected: "rejected",
  unknown: "unknown",
  accepted: "unknown",
  "not-sent": "not sent",
  unchanged: "not sent",
};

/** A server may send a message of any length, and one for each number. */
const MAX_MESSAGE_WIDTH = 300;

/** Status and message, without the number's own URL and advice. */
function summarize(error: HamsaError): string | undefined {
  if (error.status === undefined) return undefined;
  const message = error instanceof ApiError ? [error.body?.message].flat()[0] : undefined;
  return message === undefined
    ? String(error.status)
    : `${error.status}, "${cut(makeSafe(message), MAX_MESSAGE_WIDTH)}"`;
}

/** `2026-11-25 20:14:03 UTC`. */
export function formatTime(iso: string): string {
  return `${iso.slice(0, 19).replace("T", " ")} UTC`;
}
