import { setTimeout as wait } from "node:timers/promises";
import {
  AbortError,
  type AddTwilioNumberParams,
  type Attempt,
  type AttemptStore,
  AttemptStoreError,
  type HamsaClient,
  HamsaError,
  PendingError,
  type PhoneNumber,
  RateLimitError,
} from "../../index.js";

/** What happened to a number. */
export interface Result {
  readonly number: string;
  readonly outcome: "registered" | "already registered" | "would be registered" | "rejected" | "unknown" | "not sent";
  readonly id?: string | undefined;
  readonly label?: string | undefined;
  /** Why it is not registered. */
  readonly why?: string | undefined;
}

/** How long requests in flight may take after Ctrl-C, in ms. A healthy server responds sooner. */
const GRACE_MS = 1_500;

/** How often a number is retried after a 429, which registers nothing. */
const MAX_PAUSES = 5;

/** How long to pause if the server doesn't say, and the longest pause that the command makes, in ms. */
const PAUSE_MS = 5_000;
const MAX_PAUSE_MS = 60_000;

export interface Registration {
  readonly hamsa: HamsaClient;
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Whether the whole list was read just before. */
  readonly hasCheckedList: boolean;
  /** Called with each result as it arrives. If it throws, no further number is sent. */
  onResult(result: Result): void;
}

/**
 * Registers numbers, several at once. A 429 makes all of them wait. Stops early if the signal aborts or a
 * result can't be recorded, after the requests in flight have ended.
 */
export async function registerAll(params: readonly AddTwilioNumberParams[], registration: Registration): Promise<void> {
  const { concurrency, signal, onResult } = registration;
  const queue = params.values();
  const pace = new Pace(signal);
  const graceSignal = abortAfterGrace(signal);
  let failure: unknown;
  const worker = async () => {
    for (const each of queue) {
      if (signal.aborted || failure !== undefined) return;
      try {
        onResult(await registerNumber(each, registration, pace, graceSignal));
      } catch (error) {
        failure ??= error;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  if (failure !== undefined) throw failure;
}

/** A signal that aborts some time after another, so requests in flight can still get their responses. */
function abortAfterGrace(signal: AbortSignal): AbortSignal {
  const late = new AbortController();
  signal.addEventListener("abort", () => setTimeout(() => late.abort(), GRACE_MS), { once: true });
  return late.signal;
}

/** One pause for all workers. */
class Pace {
  #until = 0;
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  slowDown(ms: number): void {
    this.#until = Math.max(this.#until, Date.now() + ms);
  }

  async waitTurn(): Promise<void> {
    while (Date.now() < this.#until) await wait(this.#until - Date.now(), undefined, { signal: this.#signal });
  }
}

async function registerNumber(
  params: AddTwilioNumberParams,
  { hamsa, signal, hasCheckedList, concurrency }: Registration,
  pace: Pace,
  graceSignal: AbortSignal,
): Promise<Result> {
  const { phoneNumber: number } = params;
  for (let pauses = 0; ; pauses++) {
    try {
      await pace.waitTurn();
      const { number: existing, created } = await hamsa.ensureTwilioNumber(params, {
        signal: graceSignal,
        lookFirst: !hasCheckedList,
        // A 429 must make all workers wait, not only this one.
        maxRetries: concurrency > 1 ? 0 : undefined,
      });
      return { number, outcome: created ? "registered" : "already registered", id: existing.id, label: existing.label };
    } catch (error) {
      if (signal.aborted && !wasSent(error)) return { number, outcome: "not sent", why: "Interrupted." };
      if (!(error instanceof HamsaError)) throw error;
      const pause = error instanceof RateLimitError ? (error.retryAfterMs ?? PAUSE_MS) : Number.POSITIVE_INFINITY;
      if (pauses === MAX_PAUSES || pause > MAX_PAUSE_MS) return toResult(number, error);
      pace.slowDown(pause);
    }
  }
}

/** The result for a number whose registration ended with an error. */
function toResult(number: string, error: HamsaError): Result {
  if (error instanceof AttemptStoreError && error.outcome === "not-sent")
    return { number, outcome: "not sent", why: "The journal could not be written before sending it." };
  if (error instanceof PendingError)
    return {
      number,
      outcome: "unknown",
      why: `${error.message} To send it anyway, delete its lines from the journal.`,
    };
  const why =
    error instanceof AbortError ? `Interrupted. ${error.message.split(". ").slice(1).join(". ")}` : error.message;
  return { number, outcome: outcomeOf(error), why: why.trim() };
}

/** Whether the number may have been sent. Then its error says more than that the run was interrupted. */
function wasSent(error: unknown): boolean {
  return error instanceof HamsaError && outcomeOf(error) !== "not sent";
}

function outcomeOf({ outcome }: HamsaError): Result["outcome"] {
  if (outcome === "rejected") return "rejected";
  return outcome === "unknown" || outcome === "accepted" ? "unknown" : "not sent";
}

/** The result for a number that is already in the list. */
export function toExistingResult({ number, id, label }: PhoneNumber): Result {
  return { number, outcome: "already registered", id, label };
}

/** The numbers that were sent, as a journal records them. */
interface SentNumbers {
  /** Records that a number will be sent. False if an earlier run recorded it. */
  begin(phoneNumber: string): boolean;
  release(phoneNumber: string): void;
}

/** Attempts recorded in the journal. After Ctrl-C, no further attempt begins. */
export function createAttempts(journal: () => SentNumbers | undefined, signal: AbortSignal): AttemptStore {
  const attempts = new Map<string, Attempt>();
  return {
    async compareAndSet(number, expected, next) {
      const stored = attempts.get(number);
      if (stored?.token !== expected?.token) return stored;
      if (stored === undefined && next !== undefined) {
        signal.throwIfAborted();
        // An earlier run sent it.
        if (journal()?.begin(number) === false) return { token: "journal", startedAt: next.startedAt };
      }
      if (next !== undefined) attempts.set(number, next);
      else if (attempts.delete(number)) journal()?.release(number);
      return next;
    },
  };
}
