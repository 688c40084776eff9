import { setTimeout as wait } from "node:timers/promises";
import {
  AbortedError,
  type AddTwilioNumberParams,
  type Attempts,
  type HamsaClient,
  HamsaError,
  InvalidParamsError,
  PendingError,
  type PhoneNumber,
  RateLimitError,
} from "../../index.js";

/** What became of a number. */
export interface Result {
  readonly number: string;
  readonly outcome: "registered" | "already registered" | "would be registered" | "rejected" | "unknown" | "not sent";
  readonly id?: string | undefined;
  readonly label?: string | undefined;
  /** Why it is not registered, in one paragraph. */
  readonly why?: string | undefined;
}

/** How long what is under way may go on after Ctrl-C, in ms: a healthy server needs less to say what became of it. */
const GRACE_MS = 1_500;

/** How often a number is sent again after a 429, which registers nothing. */
const MOST_PAUSES = 5;

/** How long to pause where the server does not say, and at most, in ms: who is told to wait longer runs it again. */
const PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;

export interface Registration {
  readonly hamsa: HamsaClient;
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Whether all numbers were listed just before. */
  readonly hasLooked: boolean;
  /** Called with each result, as it comes. If it throws, no further number is sent. */
  onResult(result: Result): void;
}

/**
 * Registers numbers, some at once. A 429 makes all of them wait. Ends early if the signal says so, or if a
 * result can't be kept; what is under way then is waited for.
 */
export async function registerAll(params: readonly AddTwilioNumberParams[], registration: Registration): Promise<void> {
  const { concurrency, signal, onResult } = registration;
  const queue = params.values();
  const pace = new Pace(signal);
  const late = graceAfter(signal);
  let failure: unknown;
  const worker = async () => {
    for (const each of queue) {
      if (signal.aborted || failure !== undefined) return;
      try {
        onResult(await registered(each, registration, pace, late));
      } catch (error) {
        failure ??= error;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  if (failure !== undefined) throw failure;
}

/** Aborts some time after another signal: what was sent by then may still be answered. */
function graceAfter(signal: AbortSignal): AbortSignal {
  const late = new AbortController();
  signal.addEventListener("abort", () => setTimeout(() => late.abort(), GRACE_MS), { once: true });
  return late.signal;
}

/** One pause for all. */
class Pace {
  #until = 0;
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  slowDown(ms: number): void {
    this.#until = Math.max(this.#until, Date.now() + ms);
  }

  async kept(): Promise<void> {
    while (Date.now() < this.#until) await wait(this.#until - Date.now(), undefined, { signal: this.#signal });
  }
}

async function registered(
  params: AddTwilioNumberParams,
  { hamsa, signal, hasLooked, concurrency }: Registration,
  pace: Pace,
  late: AbortSignal,
): Promise<Result> {
  const { phoneNumber: number } = params;
  for (let pauses = 0; ; pauses++) {
    try {
      await pace.kept();
      const { number: there, created } = await hamsa.ensureTwilioNumber(params, {
        signal: late,
        lookFirst: !hasLooked,
        // A 429 is to make all of them wait, not this one by itself.
        maxRetries: concurrency > 1 ? 0 : undefined,
      });
      return { number, outcome: created ? "registered" : "already registered", id: there.id, label: there.label };
    } catch (error) {
      if (signal.aborted && !wasSent(error)) return { number, outcome: "not sent", why: "Interrupted." };
      if (!(error instanceof HamsaError)) throw error;
      const pause = error instanceof RateLimitError ? (error.retryAfterMs ?? PAUSE_MS) : Number.POSITIVE_INFINITY;
      if (pauses === MOST_PAUSES || pause > LONGEST_PAUSE_MS) return failed(number, error);
      pace.slowDown(pause);
    }
  }
}

/** What an error of the client says of a number. */
function failed(number: string, error: HamsaError): Result {
  if (error instanceof InvalidParamsError && error.violations.some(({ field }) => field === "attempts"))
    return { number, outcome: "not sent", why: "It could not be noted in the journal first." };
  if (error instanceof PendingError)
    return {
      number,
      outcome: "unknown",
      why: `${error.message} To send it all the same, take its lines out of the journal.`,
    };
  const why =
    error instanceof AbortedError ? `Interrupted. ${error.message.split(". ").slice(1).join(". ")}` : error.message;
  return { number, outcome: outcomeOf(error), why: why.trim() };
}

/** Whether the number may have left for Hamsa: then its error says more than that somebody pressed Ctrl-C. */
function wasSent(error: unknown): boolean {
  return error instanceof HamsaError && outcomeOf(error) !== "not sent";
}

function outcomeOf({ outcome }: HamsaError): Result["outcome"] {
  if (outcome === "rejected") return "rejected";
  return outcome === "unknown" || outcome === "accepted" ? "unknown" : "not sent";
}

/** A number that the list shows already. */
export function alreadyThere({ number, id, label }: PhoneNumber): Result {
  return { number, outcome: "already registered", id, label };
}

/** What was not sent when somebody pressed Ctrl-C is not sent any more. */
export function attemptsIn(journal: () => Attempts | undefined, signal: AbortSignal): Attempts {
  return {
    begin: (number) => {
      signal.throwIfAborted();
      return journal()?.begin(number) ?? true;
    },
    release: (number) => journal()?.release(number),
  };
}
