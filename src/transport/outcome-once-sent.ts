import type { Outcome } from "../errors/hamsa-error.js";
import { type Message, onlyReads } from "./exchange.js";

/**
 * What an error says of a request that was sent, by the status of its answer if there was one. A 4xx
 * is a refusal, save 408: the server may have read enough. A redirect means "not here", save 303: that
 * one may follow a processed POST.
 */
export function outcomeOnceSent(message: Message, status = 0): Outcome {
  if (onlyReads(message)) return "unchanged";
  const refused = status >= 300 && status < 500;
  return refused && status !== 303 && status !== 408 ? "rejected" : "unknown";
}
