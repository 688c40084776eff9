import type { Outcome } from "../errors/hamsa-error.js";

/**
 * What a status alone says about the registration. A 4xx is a refusal, save 408: the server may
 * have read enough. A redirect means "not here", save 303: that one may follow a processed POST.
 */
export function outcomeOfStatus(status: number): Outcome {
  const refused = status >= 300 && status < 500;
  return refused && status !== 303 && status !== 408 ? "rejected" : "unknown";
}
