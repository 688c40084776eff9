import { type ErrorFacts, HamsaError, named, type Violation } from "./hamsa-error.js";

/**
 * The server answered with success, but not as described: no JSON, nothing, or the wrong shape.
 * Not an `ApiError`: nothing was refused, and asking again for a registration may register the number twice.
 */
export class ContractError extends HamsaError<ErrorFacts & { violations: readonly Violation[] }> {
  /** How the answer breaks the description, by field. */
  declare readonly violations: readonly Violation[];

  static {
    named(this, "ContractError");
  }
}
