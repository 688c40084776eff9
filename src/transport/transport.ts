import { HamsaError } from "../errors/hamsa-error.js";
import { ConnectionError } from "../errors/no-answer-errors.js";
import type { CallOptions } from "../options/options.js";
import type { Settings } from "../options/settings.js";
import { attempt } from "./attempt.js";
import { Deadline } from "./deadline.js";
import type { Answer, Call, Message } from "./exchange.js";
import { retryDelay } from "./retry-delay.js";

/** Sends a request and returns the server's answer, read to its end. */
export type Transport = (message: Message, options?: CallOptions) => Promise<Answer>;

/**
 * What stands beneath every call of a client: the key, one deadline over everything, no redirects,
 * retries only of what provably registered nothing, answers bounded in size.
 */
export function createTransport(settings: Settings): Transport {
  return async (message, { timeout = settings.timeout, maxRetries = settings.maxRetries, signal } = {}) => {
    const deadline = new Deadline(timeout, signal);
    const call: Call = { ...message, deadline, outcome: "not-sent" };
    try {
      return await sendWithRetries(settings, call, maxRetries);
    } catch (error) {
      throw error instanceof HamsaError || !deadline.signal.aborted ? error : deadline.error(call.outcome);
    } finally {
      deadline.end();
    }
  };
}

async function sendWithRetries(settings: Settings, call: Call, maxRetries: number): Promise<Answer> {
  for (let retries = 0; ; retries++) {
    let answer: Answer | undefined;
    let unreached: unknown;
    try {
      answer = await attempt(settings, call);
      if (answer.status !== 429) return answer;
    } catch (error) {
      if (!(error instanceof ConnectionError) || error.outcome !== "not-sent") throw error;
      unreached = error;
    }
    call.outcome = answer ? "rejected" : "not-sent";
    const delay = retryDelay(retries, answer?.headers);
    if (retries >= maxRetries || delay >= call.deadline.left) {
      if (answer) return answer;
      throw unreached;
    }
    await call.deadline.sleep(delay);
  }
}
