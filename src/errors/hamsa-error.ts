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

/** What an error knows besides its message. */
export interface ErrorFacts {
  outcome: Outcome;
  status?: number | undefined;
  requestId?: string | undefined;
  violations?: readonly Violation[] | undefined;
}

/** The family that every error of this client belongs to. Catch it to catch them all. */
export abstract class HamsaError<Facts extends ErrorFacts = ErrorFacts> extends Error {
  static {
    named(this, "HamsaError");
  }

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

  constructor(message: string, facts: Facts) {
    const list = facts.violations?.map((violation) => `\n  - ${violation.field} ${violation.message}`) ?? [];
    super(`${message} ${IN_WORDS[facts.outcome]}${list.join("")}`);
    // Only what is known: an error full of `undefined` reads badly in a log.
    for (const [fact, value] of Object.entries(facts)) if (value !== undefined) Object.assign(this, { [fact]: value });
  }

  /** The error as a log would keep it: its facts, without the stack. */
  toJSON(): object {
    return Object.assign({ name: this.name, message: this.message }, this);
  }
}

/** The error, which now says how often the number was looked for in vain. */
export function afterLooks<Failure extends HamsaError>(error: Failure, looks: number): Failure {
  if (looks === 0) return error;
  const message = `${error.message} Looked for it ${looks === 1 ? "once" : `${looks} times`}, and did not find it.`;
  return Object.assign(error, { message, looked: true, looks });
}

/** Names a class of errors for stacks, logs and other copies of it: minifiers change a class's own name. */
export function named({ prototype }: { prototype: HamsaError }, name: string): void {
  Object.defineProperty(prototype, "name", { value: name, configurable: true });
  Object.defineProperty(prototype, brandOf(name), { value: true });
}

/** The same symbol in every copy of the package. */
function brandOf(name: string): symbol {
  return Symbol.for(`hamsa-twilio ${name}`);
}
