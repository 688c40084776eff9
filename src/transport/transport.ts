import { HamsaError } from "../errors/hamsa-error.js";
import { InvalidParamsError } from "../errors/invalid-params-error.js";
import { ConnectionError } from "../errors/no-answer-errors.js";
import type { CallOptions } from "../options/options.js";
import type { Settings } from "../options/settings.js";
import { attempt } from "./attempt.js";
import type { Call } from "./call.js";
import { Deadline } from "./deadline.js";
import { retryDelay } from "./retry-delay.js";
import { Secrets } from "./secrets.js";

/** Sends a request and returns the server's answer, its body read. */
export type Transport = (request: Request, options?: CallOptions) => Promise<Response>;

/**
 * What stands beneath every call of a client: the key, one deadline over everything, no redirects,
 * retries only of what provably registered nothing, answers bounded and masked.
 */
export function createTransport(settings: Settings): Transport {
  const home = new URL(settings.baseUrl).origin;
  return async (request, { timeout = settings.timeout, maxRetries = settings.maxRetries, signal } = {}) => {
    staysAt(home, request.url);
    const { method, url, headers } = request;
    const body = await request.text();
    const deadline = new Deadline(timeout, [request.signal, signal]);
    const call: Call = { method, url, headers, body, deadline, secrets: new Secrets(), outcome: "not-sent" };
    call.secrets.addFromRequest(body);
    try {
      return await sendWithRetries(settings, call, maxRetries);
    } catch (error) {
      throw error instanceof HamsaError || !deadline.signal.aborted ? error : deadline.error(call.outcome);
    } finally {
      deadline.end();
    }
  };
}

async function sendWithRetries(settings: Settings, call: Call, maxRetries: number): Promise<Response> {
  for (let retries = 0; ; retries++) {
    let answer: Response | undefined;
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

/** openapi-fetch lets a call name its own base URL: the key and the token go with it to no other host. */
function staysAt(home: string, url: string): void {
  if (url.startsWith(`${home}/`)) return;
  const message = `must be at ${home}, where this client's key belongs: make another client for another host`;
  throw new InvalidParamsError("The call", [{ field: "baseUrl", message }]);
}
