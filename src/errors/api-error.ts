import type { operations } from "../../generated/api.js";
import { type ErrorFacts, HamsaError, named } from "./hamsa-error.js";

type Answers = operations[keyof operations]["responses"];
type BodyOf<Answer> = Answer extends { content: { "application/json": infer Body } } ? Body : never;

/** The statuses of refusals that the description names. */
type DescribedStatus = Exclude<keyof Answers, 200 | "default">;

/** Every body that the description gives to a refusal. */
export type ErrorBody = BodyOf<Answers[DescribedStatus | "default"]>;

/** What the client knows of a refusal. */
export interface Refusal extends ErrorFacts {
  status: number;
  body: ErrorBody | undefined;
  excerpt: string;
  retryAfterMs?: number | undefined;
}

/** The class behind `ApiError`, whose `status` is any number. */
class RefusedError extends HamsaError<Refusal> {
  declare readonly status: number;
  /** The answer's body, secrets masked, if it has the shape that the description gives to its status. */
  declare readonly body: ErrorBody | undefined;
  /** The beginning of the answer's body as the server sent it, at most 1,000 characters, secrets masked. */
  declare readonly excerpt: string;

  static {
    named(this, "ApiError");
  }
}

type RefusedWith<Status extends number, Body> = RefusedError & {
  readonly status: Status;
  readonly body: Body | undefined;
};

/**
 * The server refused or failed. A described `status` narrows `body` to the schema that the
 * description gives to that status; a body of any other shape, such as a gateway's HTML page, leaves
 * `body` undefined and stands in `excerpt`. Not a `ContractError`: that one is about a success.
 */
export type ApiError =
  | { [Status in DescribedStatus]: RefusedWith<Status, BodyOf<Answers[Status]>> }[DescribedStatus]
  | RefusedWith<number, BodyOf<Answers["default"]>>;

export const ApiError = RefusedError as new (message: string, refusal: Refusal) => ApiError;

/** The API key, or the right to use it, is missing (401 or 403). Says nothing about the Twilio credentials. */
export class AuthenticationError extends RefusedError {
  static {
    named(this, "AuthenticationError");
  }
}

/** Too many requests (429): no retries are left, or the server asks to wait longer than the call may take. */
export class RateLimitError extends RefusedError {
  /** How long the server asks to wait before the next request, in ms, where it says. */
  declare readonly retryAfterMs: number | undefined;

  static {
    named(this, "RateLimitError");
  }
}
