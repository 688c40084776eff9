import { validateErrorResponse } from "../../generated/validators.js";
import { ApiError, AuthenticationError, type ErrorBody, RateLimitError } from "../errors/api-error.js";
import type { Answer } from "../transport/exchange.js";
import { retryAfterMs } from "../transport/retry-after.js";
import { factsOf } from "./facts.js";
import type { Body } from "./json.js";
import { reasonIn } from "./reason.js";

const LONGEST_EXCERPT = 1_000;

/** The error for an answer that refuses: a status beyond 2xx, or a 2xx that says `success: false`. */
export function refusal(answer: Answer, body: Body): ApiError {
  const { bytes, headers, secrets } = answer;
  const { says, status, requestId } = factsOf(answer);
  const text = new TextDecoder().decode(bytes);
  const isDescribed = "json" in body && validateErrorResponse(body.json).length === 0;
  const facts = {
    // A 2xx that says `success: false` refuses as well.
    outcome: status > 299 || answer.outcome === "unchanged" ? answer.outcome : "rejected",
    status,
    requestId,
    body: isDescribed ? (secrets.maskWithin(body.json) as ErrorBody) : undefined,
    // Masked before it is cut: half a secret would not be found.
    excerpt: secrets.mask(text).slice(0, LONGEST_EXCERPT),
  };
  const message = `${says}${reasonIn(body, text, (words) => secrets.mask(words))}.`;
  switch (status) {
    case 401:
    case 403:
      return new AuthenticationError(message, facts);
    case 429:
      return new RateLimitError(message, { ...facts, retryAfterMs: retryAfterMs(headers) });
    default:
      return new ApiError(message, facts);
  }
}
