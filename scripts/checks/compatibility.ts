import { DESCRIPTION } from "../generation/generate-into.js";
import { bin, commandProblem } from "../support/command.js";
import { QUIET, withoutBanner } from "../support/redocly.js";

/** The description as it was last released. */
export const RELEASED = "openapi/released.yaml";

/**
 * A change that can break who relies on the released description, if `info.version` does not say
 * so by a new major version. Smaller changes may gather until the next release.
 */
export async function compatibilityProblem(
  description = DESCRIPTION,
  released = RELEASED,
): Promise<string | undefined> {
  if ((await difference(released, description, "--fail-on=major")) === undefined) return undefined;
  return difference(released, description, "--fail-on=none", "--check-version");
}

async function difference(base: string, revision: string, ...options: string[]): Promise<string | undefined> {
  const args = ["diff", base, revision, ...options, "--config=openapi/redocly.yaml"];
  const problem = await commandProblem(bin("@redocly/cli", "redocly"), args, QUIET);
  return problem === undefined ? undefined : withoutBanner(problem);
}
