import { type ErrorFacts, HamsaError, named } from "./hamsa-error.js";

/**
 * The connection could not be made (outcome `not-sent`), broke, or brought an answer that can't be
 * read to its end (`unknown`, or `unchanged` of a read).
 */
export class ConnectionError extends HamsaError<ErrorFacts & { code?: string | undefined }> {
  /** The platform's code for the failure, such as `ECONNREFUSED`, where it gives one. */
  declare readonly code: string | undefined;

  static {
    named(this, "ConnectionError");
  }
}

/** The call took longer than `timeout`, counted over connecting, waiting, retries and the body. */
export class TimeoutError extends HamsaError<ErrorFacts & { timeout: number }> {
  /** The time that the call had, in ms. */
  declare readonly timeout: number;

  static {
    named(this, "TimeoutError");
  }
}

/**
 * `ensureTwilioNumber` sent nothing: an earlier registration of the number is not known to have failed,
 * and the list does not show the number.
 */
export class PendingError extends HamsaError {
  static {
    named(this, "PendingError");
  }
}

/** The call was aborted through its `signal`. */
export class AbortedError extends HamsaError {
  static {
    named(this, "AbortedError");
  }
}
