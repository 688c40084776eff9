import { CONFIG, DESCRIPTION } from "../generation/bundle.js";
import { redoclyProblem } from "../support/redocly.js";

/** The description as it was last released. */
export const RELEASED = "openapi/released.yaml";

/**
 * A change that can break who relies on the released description, if `info.version` does not say
 * so by a new major version. Smaller changes may gather until the next release.
 */
export async function compatibilityProblem(): Promise<string | undefined> {
  if ((await difference("--fail-on=major")) === undefined) return undefined;
  return difference("--fail-on=none", "--check-version");
}

function difference(...options: string[]): Promise<string | undefined> {
  return redoclyProblem(CONFIG, "diff", RELEASED, DESCRIPTION, ...options);
}
