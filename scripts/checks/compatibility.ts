import { CONFIG, DESCRIPTION } from "../generation/bundle.js";
import { tryRedocly } from "../support/redocly.js";

/** The description as it was last released. */
export const RELEASED = "openapi/released.yaml";

/**
 * Finds a change that can break users of the released description, unless `info.version` has a new major
 * version. Smaller changes may accumulate until the next release.
 */
export async function findBreakingChange(): Promise<string | undefined> {
  if ((await compare("--fail-on=major")) === undefined) return undefined;
  return compare("--fail-on=none", "--check-version");
}

function compare(...options: string[]): Promise<string | undefined> {
  return tryRedocly(CONFIG, "diff", RELEASED, DESCRIPTION, ...options);
}
