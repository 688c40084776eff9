import type { components } from "../../generated/api.js";
import type { Validate } from "../../generated/validators.js";

/**
 * What became of the registration that was asked for:
 * - `not-sent`: nothing reached the server; asking again is safe.
 * - `rejected`: the server refused; the number was not registered.
 * - `accepted`: the server says that the number is registered, but its answer can't be used.
 * - `unknown`: the number may or may not have been registered; look before asking again.
 *
 * Of a request that only reads, there is nothing to become:
 * - `unchanged`: it may have reached the server, and changed nothing; asking again is safe.
 */
export type Outcome = "not-sent" | "rejected" | "accepted" | "unknown" | "unchanged";

const IN_WORDS: Record<Outcome, string> = {
  "not-sent": "Nothing was sent.",
  rejected: "The number was not registered.",
  accepted: "The server says that the number is registered: do not ask again.",
  unknown: "The number may have been registered: look before you ask again.",
  unchanged: "This only read, and changed nothing.",
};

/** One thing that is wrong with an option, a param or an answer. Never quotes the value. */
export interface Violation {
  /** Where, as a path such as `twilioAuthToken` or `data.id`. */
  readonly field: string;
  /** What is wrong and what to do, as the end of a sentence that begins with the field. */
  readonly message: string;
}

/** The body that the description gives to every refusal. */
export type ErrorBody = components["schemas"]["ErrorResponse"];

/** What an error knows besides its message. */
export interface ErrorFacts {
  outcome: Outcome;
  status?: number | undefined;
  requestId?: string | undefined;
  violations?: readonly Violation[] | undefined;
  body?: ErrorBody | undefined;
  excerpt?: string | undefined;
  retryAfterMs?: number | undefined;
  location?: string | undefined;
  code?: string | undefined;
  timeout?: number | undefined;
}

/** The family that every error of this client belongs to. Catch it to catch them all. */
export abstract class HamsaError extends Error {
  /** What became of the number. */
  declare readonly outcome: Outcome;
  /** The HTTP status of the answer, where there was one. */
  declare readonly status: number | undefined;
  /** The server's identifier of the exchange, to quote to its support. */
  declare readonly requestId: string | undefined;
  /** Whether `ensureTwilioNumber` looked for the number after this error, and did not find it. */
  declare readonly looked: true | undefined;
  /** How often it looked. */
  declare readonly looks: number | undefined;

  /**
   * Also true of an error of another copy of this package, as in a program that imports it and depends
   * on one that requires it.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (Function.prototype[Symbol.hasInstance].call(this, value)) return true;
    return Object.hasOwn(this.prototype, "name") && brandOf(this.prototype.name) in Object(value);
  }

  constructor(message: string, facts: ErrorFacts) {
    super(`${message} ${IN_WORDS[facts.outcome]}${listed(facts.violations)}`);
    // Only what is known: an error full of `undefined` reads badly in a log.
    for (const [fact, value] of Object.entries(facts)) if (value !== undefined) Object.assign(this, { [fact]: value });
  }

  /** The error as a log would keep it: its facts, without the stack. */
  toJSON(): object {
    return Object.assign({ name: this.name, message: this.message }, this);
  }
}

/** The options or the params are wrong. It names every field at fault and never quotes a value. */
export class InvalidParamsError extends HamsaError {
  /** What is wrong, one entry for each field. */
  declare readonly violations: readonly Violation[];

  constructor(subject: string, violations: readonly Violation[]) {
    super(`${subject} can't be used.`, { outcome: "not-sent", violations });
  }
}

/**
 * The server refused or failed. `body` is what the description gives to refusals; one of any other
 * shape, such as a gateway's HTML page, leaves it undefined and stands in `excerpt`. Not a
 * `ContractError`: that one is about a success.
 */
export class ApiError extends HamsaError {
  declare readonly status: number;
  /** The answer's body, secrets masked, if it has the shape that the description gives to refusals. */
  declare readonly body: ErrorBody | undefined;
  /** The beginning of the answer's body as the server sent it, at most 1,000 characters, secrets masked. */
  declare readonly excerpt: string;
}

/** The API key, or the right to use it, is missing (401 or 403). Says nothing about the Twilio credentials. */
export class AuthenticationError extends ApiError {}

/** Too many requests (429): no retries are left, or the server asks to wait longer than the call may take. */
export class RateLimitError extends ApiError {
  /** How long the server asks to wait before the next request, in ms, where it says. */
  declare readonly retryAfterMs: number | undefined;
}

/**
 * The server answered with a redirect. It is never followed: a registration carries the Twilio auth
 * token, which a 307 or 308 would hand to whatever host the answer names.
 */
export class RedirectError extends HamsaError {
  /** The origin that the server pointed to, where the platform shows it. */
  declare readonly location: string | undefined;
}

/**
 * The server answered with success, but not as described: no JSON, nothing, or the wrong shape.
 * Not an `ApiError`: nothing was refused, and asking again for a registration may register the number twice.
 */
export class ContractError extends HamsaError {
  /** How the answer breaks the description, by field. */
  declare readonly violations: readonly Violation[];
}

/**
 * The connection could not be made (outcome `not-sent`), broke, or brought an answer that can't be
 * read to its end (`unknown`, or `unchanged` of a read).
 */
export class ConnectionError extends HamsaError {
  /** The platform's code for the failure, such as `ECONNREFUSED`, where it gives one. */
  declare readonly code: string | undefined;
}

/** The call took longer than `timeout`, counted over connecting, waiting, retries and the body. */
export class TimeoutError extends HamsaError {
  /** The time that the call had, in ms. */
  declare readonly timeout: number;
}

/**
 * `ensureTwilioNumber` sent nothing: an earlier registration of the number is not known to have failed,
 * and the list does not show the number.
 */
export class PendingError extends HamsaError {}

/** The call was aborted through its `signal`. */
export class AbortedError extends HamsaError {}

const CLASSES = {
  ...{ HamsaError, InvalidParamsError, ApiError, AuthenticationError, RateLimitError, RedirectError },
  ...{ ContractError, ConnectionError, TimeoutError, PendingError, AbortedError },
};

// Named for stacks, logs and other copies of the package: minifiers change a class's own name.
for (const [name, { prototype }] of Object.entries(CLASSES)) {
  Object.defineProperty(prototype, "name", { value: name, configurable: true });
  Object.defineProperty(prototype, brandOf(name), { value: true });
}

/** The same symbol in every copy of the package. */
function brandOf(name: string): symbol {
  return Symbol.for(`hamsa-twilio ${name}`);
}

function listed(violations: readonly Violation[] = []): string {
  return violations.map(({ field, message }) => `\n  - ${field} ${message}`).join("");
}

/** The error, which now says how often the number was looked for in vain. */
export function afterLooks<Failure extends HamsaError>(error: Failure, looks: number): Failure {
  if (looks === 0) return error;
  const said = ` Looked for it ${looks === 1 ? "once" : `${looks} times`}, and did not find it.`;
  // Before the list of violations, if there is one.
  const message = error.message.replace(/$|(?=\n)/, said);
  return Object.assign(error, { message, looked: true, looks });
}

/** What a value breaks of a schema of the description, one entry for each field; `whole` names the value itself. */
export function violationsOf(validate: Validate, value: unknown, whole: string): Violation[] {
  const byField = new Map<string, Violation>();
  for (const { field: path, message } of validate(value)) {
    const field = path.slice(1) || whole;
    // An empty string breaks a length and a pattern: the first says all.
    if (!byField.has(field)) byField.set(field, { field, message });
  }
  return [...byField.values()];
}
