import type { TestProject } from "vitest/node";
import { setup as shareReference } from "../docs/support/shared-reference.js";
import { setup as installConsumer } from "../package/shared-consumer.js";
import { setup as installPlatforms } from "./platforms.js";
import { setup as startPrism } from "./shared-prism.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** Whether tests of the packed tarball run. */
    needsPackage: boolean;
  }
}

type Setup = (project: TestProject) => Promise<unknown>;

/** What the tests share, all prepared at the same time. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const prepare: Setup = project.getProvidedContext().needsPackage ? installConsumer : installPlatforms;
  const setups: readonly Setup[] = [prepare, startPrism, shareReference];
  const cleanups = await Promise.all(setups.map((each) => each(project)));
  return async () => {
    await Promise.all(cleanups.map((cleanup) => typeof cleanup === "function" && cleanup()));
  };
}
