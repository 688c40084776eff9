import { HamsaError } from "../errors/hamsa-error.js";
import { ConnectionError } from "../errors/no-answer-errors.js";
import type { CallOptions } from "../options/options.js";
import type { Settings } from "../options/settings.js";
import { attempt } from "./attempt.js";
import { Deadline } from "./deadline.js";
import { type Answer, type Call, type Message, onlyReads } from "./exchange.js";
import { retryDelay } from "./retry-delay.js";

/** What one request may take. */
export interface Limits extends CallOptions {
  /** One that several requests share, in place of `timeout` and `signal`. */
  readonly deadline?: Deadline | undefined;
}

/** Sends a request and returns the server's answer, read to its end. */
export type Transport = (message: Message, limits?: Limits) => Promise<Answer>;

/**
 * What stands beneath every call of a client: the key, one deadline over everything, no redirects,
 * retries only of what provably registered nothing, answers bounded in size.
 */
export function createTransport(settings: Settings): Transport {
  return async (message, { deadline: shared, timeout = settings.timeout, maxRetries, signal } = {}) => {
    const deadline = shared ?? new Deadline(timeout, signal);
    const call: Call = { ...message, deadline, outcome: "not-sent" };
    try {
      return await sendWithRetries(settings, call, maxRetries ?? settings.maxRetries);
    } catch (error) {
      throw error instanceof HamsaError || !deadline.signal.aborted ? error : deadline.error(call.outcome);
    } finally {
      if (shared === undefined) deadline.end();
    }
  };
}

async function sendWithRetries(settings: Settings, call: Call, maxRetries: number): Promise<Answer> {
  for (let retries = 0; ; retries++) {
    let answer: Answer | undefined;
    let failure: unknown;
    try {
      answer = await attempt(settings, call);
      if (!isWorthAsking(answer, call)) return answer;
    } catch (error) {
      if (!(error instanceof ConnectionError) || !(error.outcome === "not-sent" || onlyReads(call))) throw error;
      failure = error;
      call.outcome = error.outcome;
    }
    const delay = retryDelay(retries, answer?.headers);
    if (retries >= maxRetries || delay >= call.deadline.left) {
      if (answer) return answer;
      throw failure;
    }
    await call.deadline.sleep(delay);
  }
}

/** Whether the same request may be answered better the next time, and asking does no harm. */
function isWorthAsking({ status }: Answer, call: Call): boolean {
  return status === 429 || (onlyReads(call) && (status === 408 || status >= 500));
}
