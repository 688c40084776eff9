import { type ErrorFacts, HamsaError, named } from "./hamsa-error.js";

/**
 * The server answered with a redirect. It is never followed: a registration carries the Twilio auth
 * token, which a 307 or 308 would hand to whatever host the answer names.
 */
export class RedirectError extends HamsaError<ErrorFacts & { location?: string | undefined }> {
  /** The origin that the server pointed to, where the platform shows it. */
  declare readonly location: string | undefined;

  static {
    named(this, "RedirectError");
  }
}
