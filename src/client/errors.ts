import type { components } from "../../generated/api.js";
import type { Attempt } from "./attempts.js";
import type { TwilioNumber } from "./numbers.js";

/**
 * What happened to the registration:
 * - `not-sent`: nothing reached the server. It is safe to retry.
 * - `rejected`: the server rejected the request. The number was not registered.
 * - `accepted`: the server confirmed that the number is registered, but its response can't be used.
 * - `unknown`: the number may have been registered. Check the list before you retry.
 *
 * For a request that only reads:
 * - `unchanged`: it may have reached the server, but reads change nothing. It is safe to retry.
 */
export type Outcome = "not-sent" | "rejected" | "accepted" | "unknown" | "unchanged";

const OUTCOME_SENTENCES: Record<Outcome, string> = {
  "not-sent": "Nothing was sent.",
  rejected: "The number was not registered.",
  accepted: "The server confirmed that the number is registered. Do not send it again.",
  unknown: "The number may have been registered. Check the list before you retry.",
  unchanged: "This request only reads, so nothing changed.",
};

/** One problem with an option, a param or a response. Never quotes the value. */
export interface Violation {
  /** Where the problem is, as a path such as `twilioAuthToken` or `data.id`. */
  readonly field: string;
  /** What is wrong and how to fix it, as the end of a sentence that starts with the field. */
  readonly message: string;
}

type ErrorSchema = components["schemas"]["ErrorResponse"];

/** The body that the API's description gives to every error response. */
export interface ErrorBody extends ErrorSchema {}

/** What an error knows, apart from its message. */
export interface ErrorFacts {
  outcome: Outcome;
  /** Without it, false. */
  retryable?: boolean;
  cause?: unknown;
  status?: number | undefined;
  requestId?: string | undefined;
  violations?: readonly Violation[] | undefined;
  body?: ErrorBody | undefined;
  excerpt?: string | undefined;
  retryAfterMs?: number | undefined;
  location?: string | undefined;
  code?: string | undefined;
  timeout?: number | undefined;
  attempt?: Attempt | undefined;
  number?: TwilioNumber | undefined;
}

/** The base class of every error that this client throws. Catch it to catch them all. */
export abstract class HamsaError extends Error {
  /** What happened to the number. */
  declare readonly outcome: Outcome;
  /**
   * Whether the same call can be made again unchanged: it is safe, because no number is sent that may be
   * registered, and it may succeed. After `ensureTwilioNumber` this holds for the same client, and for
   * clients that share its `attempts`.
   */
  declare readonly retryable: boolean;
  /** The HTTP status of the response, if there was one. */
  declare readonly status: number | undefined;
  /** The server's ID of the request, for its support team. */
  declare readonly requestId: string | undefined;
  /**
   * How many times `ensureTwilioNumber` read the whole list after this error without finding the number.
   * Checks that failed don't count.
   */
  declare readonly lookups: number | undefined;

  /**
   * Also true for an error from another copy of this package, as in a program that imports it and
   * depends on a library that requires it.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (Function.prototype[Symbol.hasInstance].call(this, value)) return true;
    return Object.hasOwn(this.prototype, "name") && brandOf(this.prototype.name) in Object(value);
  }

  constructor(message: string, { cause, retryable = false, ...facts }: ErrorFacts) {
    super(
      `${message} ${OUTCOME_SENTENCES[facts.outcome]}${formatViolations(facts.violations)}`,
      cause === undefined ? undefined : { cause },
    );
    // Only known facts: an error full of `undefined` is hard to read in a log.
    for (const [fact, value] of Object.entries({ ...facts, retryable }))
      if (value !== undefined) Object.assign(this, { [fact]: value });
  }

  /** The error as a log would keep it: its facts, without the stack. */
  toJSON(): object {
    return Object.assign({ name: this.name, message: this.message }, this);
  }
}

/** The options or the params are invalid. Names every invalid field and never quotes a value. */
export class InvalidParamsError extends HamsaError {
  /** What is wrong, one entry per field. */
  declare readonly violations: readonly Violation[];

  constructor(subject: string, violations: readonly Violation[], facts: Partial<ErrorFacts> = {}) {
    super(`${subject} can't be used.`, { outcome: "not-sent", violations, ...facts });
  }
}

/**
 * The server rejected the request, or failed. `body` is the described error body; if the server sent
 * anything else, such as a gateway's HTML page, `body` is undefined and `excerpt` has its beginning.
 * Not a `ContractError`: that one is about a success.
 */
export class ApiError extends HamsaError {
  declare readonly status: number;
  /** The response's body, secrets masked, if it has the shape that the API's description gives to errors. */
  declare readonly body: ErrorBody | undefined;
  /** The first 1,000 characters of the response's body as the server sent it, secrets masked. */
  declare readonly excerpt: string;
}

/** The API key is invalid or has no permission (401 or 403). Not about the Twilio credentials. */
export class AuthenticationError extends ApiError {}

/** The server is rate limiting (429), and no retries are left or `Retry-After` exceeds the time left. */
export class RateLimitError extends ApiError {
  /** How long to wait before the next request, in ms, if the server sent `Retry-After`. */
  declare readonly retryAfterMs: number | undefined;
}

/**
 * The server responded with a redirect, which is never followed: a registration carries the Twilio auth
 * token, and a 307 or 308 would pass it to any host that the response names.
 */
export class RedirectError extends HamsaError {
  /** The origin that the server redirected to, if the platform shows it. */
  declare readonly location: string | undefined;
}

/**
 * The server responded with a success that is not as described: not JSON, empty, or the wrong shape.
 * Not an `ApiError`: nothing was rejected, and a retry may register the number twice.
 */
export class ContractError extends HamsaError {
  /** How the response differs from the description, one entry per field. */
  declare readonly violations: readonly Violation[];
}

/**
 * The connection could not be made (outcome `not-sent`), or it broke, or the response can't be read to
 * its end (`unknown`; for a read, `unchanged`).
 */
export class ConnectionError extends HamsaError {
  /** The platform's code for the failure, such as `ECONNREFUSED`, if it has one. */
  declare readonly code: string | undefined;
}

/** The call took longer than `timeout`, which includes connecting, waiting, retries and the body. */
export class TimeoutError extends HamsaError {
  /** The timeout of the call, in ms. */
  declare readonly timeout: number;
}

/**
 * `ensureTwilioNumber` sent nothing, because an earlier call sent this number. That registration may have
 * succeeded, but the list does not show the number. Call again later, or with `resendAfter`.
 */
export class PendingError extends HamsaError {
  /** The earlier attempt, with the time at which it started. */
  declare readonly attempt: Attempt;
}

/**
 * The store of the option `attempts` failed. Before the number is sent, nothing is sent (`not-sent`). After
 * the server confirmed the registration, `number` is the registered number (`accepted`), and only the
 * record in the store is missing. `cause` is the store's own error, if it threw one.
 */
export class AttemptStoreError extends HamsaError {
  /** The registered number, if the server confirmed it and only the store failed. */
  declare readonly number: TwilioNumber | undefined;
}

/** The call was aborted through its `signal`. `cause` is the signal's reason, unless it may hold a secret. */
export class AbortError extends HamsaError {}

const CLASSES = {
  ...{ HamsaError, InvalidParamsError, ApiError, AuthenticationError, RateLimitError, RedirectError },
  ...{ ContractError, ConnectionError, TimeoutError, PendingError, AttemptStoreError, AbortError },
};

// Stacks, logs and other copies of the package need the names, and minifiers change a class's own.
for (const [name, { prototype }] of Object.entries(CLASSES)) {
  Object.defineProperty(prototype, "name", { value: name, configurable: true });
  Object.defineProperty(prototype, brandOf(name), { value: true });
}

/** The same symbol in every copy of the package. */
function brandOf(name: string): symbol {
  return Symbol.for(`hamsa-twilio ${name}`);
}

/** A message lists no more violations: a page of the list can have 100,000. */
const MAX_LISTED = 20;

function formatViolations(violations: readonly Violation[] = []): string {
  const lines = violations.slice(0, MAX_LISTED).map(({ field, message }) => `${field} ${message}`);
  const more = violations.length - lines.length;
  if (more > 0) lines.push(`and ${more.toLocaleString("en-US")} more`);
  return lines.map((line) => `\n  - ${line}`).join("");
}

/** Changes facts of an error, and adds a sentence to its message, before the list of violations. */
export function amendError<Failure extends HamsaError>(
  error: Failure,
  sentence: string,
  facts: { retryable?: boolean; lookups?: number; cause?: unknown },
): Failure {
  const message = sentence === "" ? error.message : error.message.replace(/$|(?=\n)/, ` ${sentence}`);
  const { cause, ...others } = facts;
  // Like the cause of any error, it is not enumerable.
  if (cause !== undefined) Object.defineProperty(error, "cause", { value: cause, configurable: true, writable: true });
  return Object.assign(error, { message, ...others });
}
