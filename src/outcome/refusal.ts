import { validateErrorResponse } from "../../generated/validators.js";
import { ApiError, AuthenticationError, type ErrorBody, RateLimitError } from "../errors/api-error.js";
import { exchangeOf, isObject } from "./answer.js";
import { outcomeOfStatus } from "./outcome-of-status.js";
import { retryAfterMs } from "./retry-after.js";

const LONGEST_EXCERPT = 1_000;
const LONGEST_MESSAGE = 300;

/** The error for an answer that refuses: a status beyond 2xx, or a 2xx that says `success: false`. */
export function refusal(response: Response, text: string, body: unknown): Error {
  const { says, status, requestId } = exchangeOf(response);
  const facts = {
    outcome: response.ok ? ("rejected" as const) : outcomeOfStatus(status),
    status,
    requestId,
    body: validateErrorResponse(body).length === 0 ? (body as ErrorBody) : undefined,
    excerpt: text.slice(0, LONGEST_EXCERPT),
  };
  const message = `${says}${reason(text, body)}.`;
  switch (status) {
    case 401:
    case 403:
      return new AuthenticationError(message, facts);
    case 429:
      return new RateLimitError(message, { ...facts, retryAfterMs: retryAfterMs(response.headers) });
    default:
      return new ApiError(message, facts);
  }
}

/** The reason in the server's words where it gives any; pages and nothing are told as what they are. */
function reason(text: string, body: unknown): string {
  const given = isObject(body) ? (body.message ?? body.error) : undefined;
  if (typeof given === "string" && given.trim() !== "") return `: ${printable(given)}`;
  if (text.trim() === "") return " with an empty body";
  if (/^\s*<(?:!doctype|html|head|body)/i.test(text)) {
    return " with an HTML page, as a gateway in front of the API does";
  }
  return isObject(body) ? " without a message" : " with a body that is not JSON";
}

/** A server's words go to terminals and logs: no escape sequences, no second line, not endless. */
function printable(words: string): string {
  const oneLine = words
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .trim()
    .replace(/\.$/, "");
  return oneLine.length > LONGEST_MESSAGE ? `${oneLine.slice(0, LONGEST_MESSAGE)}…` : oneLine;
}
