import { HamsaError, named, type Violation } from "./hamsa-error.js";

/** The options or the params are wrong. It names every field at fault and never quotes a value. */
export class InvalidParamsError extends HamsaError {
  /** What is wrong, one entry for each field. */
  declare readonly violations: readonly Violation[];

  constructor(subject: string, violations: readonly Violation[]) {
    super(`${subject} can't be used.`, { outcome: "not-sent", violations });
  }

  static {
    named(this, "InvalidParamsError");
  }
}
