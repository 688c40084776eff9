import type { operations } from "../../generated/api.js";
import { type ErrorFacts, HamsaError, named } from "./hamsa-error.js";

type Answers = operations["addTwilioNumber"]["responses"];
type BodyOf<Answer> = Answer extends { content: { "application/json": infer Body } } ? Body : never;

/** The statuses of refusals that the description names. */
type DescribedStatus = Exclude<keyof Answers, 200 | "default">;

/** Every body that the description gives to a refusal. */
export type ErrorBody = BodyOf<Answers[DescribedStatus | "default"]>;

/** What a refusal tells. */
export interface Refusal extends ErrorFacts {
  status: number;
  /** The answer's body, where it has the described shape. */
  body: ErrorBody | undefined;
  /** The beginning of the answer's body as it came, at most 1,000 characters, secrets masked. */
  excerpt: string;
  retryAfterMs?: number | undefined;
}

interface RefusedError extends HamsaError<Refusal> {
  readonly status: number;
  readonly body: ErrorBody | undefined;
  readonly excerpt: string;
}

// Its type is written down: the one that a declaration would infer forgets that it is a HamsaError.
const Refused: new (message: string, refusal: Refusal) => RefusedError = class ApiError extends HamsaError<Refusal> {
  declare readonly status: number;
  declare readonly body: ErrorBody | undefined;
  declare readonly excerpt: string;

  static {
    named(this, "ApiError");
  }
};

/** An `ApiError` whose `status` tells the schema of its `body`. */
type RefusedWith<Status extends number, Body> = RefusedError & {
  readonly status: Status;
  readonly body: Body | undefined;
};

/** Statuses of HTTP refusals that the description leaves to `default`, and 2xx answers that say `success: false`. */
type OtherStatus = Exclude<
  | (200 | 201 | 202)
  | (400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411 | 412 | 413 | 414 | 415 | 416 | 417 | 418)
  | (421 | 422 | 423 | 424 | 425 | 426 | 428 | 429 | 431 | 451)
  | (500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 510 | 511),
  DescribedStatus
>;

/**
 * The server refused or failed. `status` narrows `body` to the schema that the description gives
 * to that status; a body of any other shape, such as a gateway's HTML page, leaves `body`
 * undefined and stands in `excerpt`.
 */
export type ApiError =
  | { [Status in DescribedStatus]: RefusedWith<Status, BodyOf<Answers[Status]>> }[DescribedStatus]
  | RefusedWith<OtherStatus, BodyOf<Answers["default"]>>;

export const ApiError = Refused as new (message: string, refusal: Refusal) => ApiError;

/** The API key, or the right to use it, is missing (401 or 403). */
export class AuthenticationError extends Refused {
  static {
    named(this, "AuthenticationError");
  }
}

/** Too many requests (429): no retries are left, or the server asks to wait longer than the call may take. */
export class RateLimitError extends Refused {
  /** How long the server asks to wait before the next request, in ms, where it says. */
  declare readonly retryAfterMs: number | undefined;

  static {
    named(this, "RateLimitError");
  }
}
