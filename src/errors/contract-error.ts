import { type ErrorFacts, HamsaError, named, type Violation } from "./hamsa-error.js";

type Facts = ErrorFacts & { violations: readonly Violation[] };

/**
 * The server answered with success, but not as described: no JSON, nothing, or the wrong shape.
 * Not an `ApiError`: nothing was refused, and asking again may register the number twice.
 */
export class ContractError extends HamsaError<Facts> {
  /** How the answer breaks the description, by field. */
  declare readonly violations: readonly Violation[];

  constructor(message: string, facts: Facts) {
    super(message, facts, facts.violations);
  }

  static {
    named(this, "ContractError");
  }
}
