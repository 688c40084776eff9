import { setTimeout as wait } from "node:timers/promises";
import { AttemptFileError } from "../../attempts/attempt-file.js";
import {
  type AddTwilioNumberParams,
  AttemptStoreError,
  ConnectionError,
  type HamsaClient,
  HamsaError,
  PendingError,
  RateLimitError,
} from "../../index.js";
import type { Journal } from "./journal.js";
import type { ListedNumbers } from "./listed-numbers.js";
import { Pace, RATE_LIMIT, UNREACHABLE } from "./pace.js";
import { type Result, toErrorResult, toJournalResult, toListResult, toPendingResult } from "./result.js";

/** How long requests in flight may take after Ctrl-C, in ms. A healthy server responds sooner. */
const GRACE_MS = 1_500;

export interface Registration {
  readonly hamsa: HamsaClient;
  readonly journal: Journal;
  readonly listed: ListedNumbers;
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Numbers that other runs may be sending right now. */
  readonly underWay: readonly AddTwilioNumberParams[];
  /** The pending numbers that the person wants to send again. */
  readonly resend: ReadonlySet<string>;
  /** When they said so. What was sent later, by another run, is not sent again. */
  readonly resendSince: number;
  onStart(number: string): void;
  onResult(result: Result): void;
}

/** What an attempt led to. Without a result, it is sent again, or another run is sending it right now. */
type Step = { readonly result: Result; readonly stop?: string | undefined } | "again" | "under way";

/** How long to wait for numbers that other runs are sending, in ms, if none of them changes. */
const MAX_QUIET_MS = 5_000;
const CHECK_MS = 250;

/**
 * Registers numbers, a few at once, and passes on each result as it arrives. Ends early if it is interrupted,
 * if Hamsa is down, or if the journal can't be written, after the requests in flight have ended.
 *
 * @returns why it ended early
 */
export async function registerAll(
  params: Iterable<AddTwilioNumberParams>,
  registration: Registration,
): Promise<string | undefined> {
  const { signal } = registration;
  const pace = new Pace(registration.concurrency, signal);
  const underWay = [...registration.underWay];
  let stop = await sendAll(params, underWay, registration, pace);
  while (stop === undefined && underWay.length > 0 && !signal.aborted) {
    const free = await waitForOthers(underWay, registration);
    if (free.length === 0) break;
    stop = await sendAll(free, underWay, registration, pace);
  }
  if (stop === undefined && !signal.aborted) {
    const { resend } = registration;
    const left = underWay.filter(({ phoneNumber }) => !resend.has(phoneNumber));
    const sentAgain = underWay.filter(({ phoneNumber }) => resend.has(phoneNumber));
    stop = await sendAll(sentAgain, left, registration, pace);
    await reportPending(left, registration);
  }
  return stop;
}

/** Sends numbers, as many at once as the pace allows. Adds those that other runs are sending to `underWay`. */
async function sendAll(
  params: Iterable<AddTwilioNumberParams>,
  underWay: AddTwilioNumberParams[],
  registration: Registration,
  pace: Pace,
): Promise<string | undefined> {
  const { signal, listed, onResult } = registration;
  const queue = params[Symbol.iterator]();
  const again: AddTwilioNumberParams[] = [];
  const inFlight = new Set<Promise<void>>();
  let stop: string | undefined;

  const register = async (each: AddTwilioNumberParams) => {
    const step = await registerNumber(each, registration, pace);
    if (step === "again") again.push(each);
    else if (step === "under way") underWay.push(each);
    else {
      stop ??= step.stop;
      onResult(step.result);
    }
  };

  while (stop === undefined && !signal.aborted) {
    if (inFlight.size >= pace.atOnce) {
      await Promise.race(inFlight);
      continue;
    }
    await pace.waitForPause();
    await listed.refresh(signal);
    if (signal.aborted) break;
    const each = again.shift() ?? (queue.next().value as AddTwilioNumberParams | undefined);
    if (each !== undefined) {
      const work: Promise<void> = register(each).finally(() => inFlight.delete(work));
      inFlight.add(work);
    } else if (inFlight.size > 0) await Promise.race(inFlight);
    else break;
  }
  await Promise.all(inFlight);
  return stop;
}

/**
 * Waits until other runs have registered their numbers, which it reports and removes, until that ends.
 *
 * @returns the numbers that other runs have taken back
 */
async function waitForOthers(
  underWay: AddTwilioNumberParams[],
  { journal, signal, onResult }: Registration,
): Promise<AddTwilioNumberParams[]> {
  const free: AddTwilioNumberParams[] = [];
  for (let quietMs = 0; quietMs < MAX_QUIET_MS && underWay.length > 0 && !signal.aborted; quietMs += CHECK_MS) {
    await wait(CHECK_MS, undefined, { signal }).catch(() => {});
    for (const each of underWay.splice(0)) {
      const attempt = await journal.find(each.phoneNumber);
      if (attempt !== undefined && !attempt.registered) underWay.push(each);
      else quietMs = 0;
      if (attempt === undefined) free.push(each);
      if (attempt?.registered) onResult(toJournalResult(each.phoneNumber, attempt));
    }
    if (free.length > 0) break;
  }
  return free;
}

/** Reports numbers whose run may have been killed. The list has the last word. */
async function reportPending(
  underWay: readonly AddTwilioNumberParams[],
  { journal, listed, signal, onResult }: Registration,
): Promise<void> {
  if (underWay.length > 0) await listed.refresh(signal, true);
  for (const { phoneNumber } of underWay) {
    const existing = listed.found.get(phoneNumber);
    const attempt = await journal.find(phoneNumber);
    if (existing) onResult(toListResult(existing));
    else if (attempt?.registered) onResult(toJournalResult(phoneNumber, attempt));
    else if (attempt) onResult(toPendingResult(phoneNumber, attempt.startedAt));
  }
}

async function registerNumber(params: AddTwilioNumberParams, registration: Registration, pace: Pace): Promise<Step> {
  const { hamsa, journal, listed, signal, resend, resendSince, onStart } = registration;
  const { phoneNumber: number } = params;
  const sentAt = Date.now();
  const call = abortInTime(signal, () => journal.hasOpenAttempt(number));
  try {
    const existing = listed.found.get(number);
    if (existing) return { result: toListResult(existing) };
    const attempt = await journal.find(number);
    if (attempt?.registered) return { result: toJournalResult(number, attempt) };
    if (attempt !== undefined && !resend.has(number)) return "under way";
    onStart(number);
    const { number: registered, created } = await hamsa.ensureTwilioNumber(params, {
      signal: call.signal,
      // The list was read, unless one of its items may be this number without saying so.
      lookFirst: listed.hasInvalidItems,
      // A 429 or a lost connection must make all numbers wait, not only this one.
      maxRetries: 0,
      ...(resend.has(number) ? { resendAfter: Date.now() - resendSince } : {}),
    });
    pace.recordResponse();
    listed.countSent();
    const { id, label } = registered;
    return { result: { number, outcome: created ? "registered" : "already registered", id, label } };
  } catch (error) {
    if (error instanceof AttemptFileError) return { result: journalFailed(number), stop: error.message };
    if (!(error instanceof HamsaError)) throw error;
    return toStep(number, error, { pace, sentAt, signal });
  } finally {
    call.end();
  }
}

/** What to do about an error: wait, stop, or report it. */
function toStep(
  number: string,
  error: HamsaError,
  { pace, sentAt, signal }: { pace: Pace; sentAt: number; signal: AbortSignal },
): Step {
  const isSent = error.outcome !== "not-sent" && error.outcome !== "unchanged";
  if (signal.aborted && !isSent)
    return { result: { number, outcome: "not sent", why: "Interrupted before it was sent." } };
  if (error instanceof AttemptStoreError) {
    const { id, label } = error.number ?? {};
    const result: Result = error.number ? { number, outcome: "registered", id, label } : journalFailed(number);
    return { result, stop: messageOf(error.cause) };
  }
  // Another run was faster.
  if (error instanceof PendingError) return "under way";
  if (error instanceof RateLimitError) {
    if (pace.pause(RATE_LIMIT, sentAt, error.retryAfterMs)) return "again";
    return { result: toErrorResult(number, error), stop: "Hamsa is rate limiting, and waiting for it takes too long." };
  }
  if (error instanceof ConnectionError && error.outcome === "not-sent") {
    if (pace.pause(UNREACHABLE, sentAt)) return "again";
    return { result: toErrorResult(number, error), stop: "Hamsa can't be reached." };
  }
  const result = toErrorResult(number, error);
  // A 200 that can't be used counts as well: whatever responds with it would make every further number unknown.
  if (result.outcome !== "unknown") pace.recordResponse();
  else if (!pace.recordUnknown()) return { result, stop: "Hamsa gave no usable response several times in a row." };
  return { result };
}

function journalFailed(number: string): Result {
  return { number, outcome: "not sent", why: "The journal can't be written, so it was not sent." };
}

/** The store's own error says what is wrong with the file, and what to do. */
function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : "The journal can't be written.";
}

/** Aborts a call when the run is interrupted: at once if its number was not sent yet, otherwise after a grace time. */
function abortInTime(signal: AbortSignal, isSent: () => boolean): { signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const onAbort = () => {
    if (isSent()) timer = setTimeout(() => controller.abort(), GRACE_MS);
    else controller.abort();
  };
  if (signal.aborted) onAbort();
  signal.addEventListener("abort", onAbort, { once: true });
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
    },
  };
}
