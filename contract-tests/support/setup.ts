import type { TestProject } from "vitest/node";
import { setup as installConsumer } from "../package/shared-consumer.js";
import { setup as installPlatforms } from "./platforms.js";
import { setup as startPrism } from "./shared-prism.js";

type Setup = (project: TestProject) => Promise<unknown>;

/** What the tests share, all prepared at the same time. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const setups: Setup[] = [
    startPrism,
    project.vitest.matchesProjectFilter("package") ? installConsumer : installPlatforms,
  ];
  const cleanups = await Promise.all(setups.map((each) => each(project)));
  return async () => {
    await Promise.all(cleanups.map((cleanup) => typeof cleanup === "function" && cleanup()));
  };
}
