import type { TestProject } from "vitest/node";

type Setup = (project: TestProject) => Promise<unknown>;

/** Combines setups into one that runs them at the same time. Vitest runs a list of them one after the other. */
export function runConcurrently(...setups: readonly Setup[]): Setup {
  return async (project) => {
    const cleanups = await Promise.all(setups.map((setup) => setup(project)));
    return () => Promise.all(cleanups.map((cleanup) => typeof cleanup === "function" && cleanup()));
  };
}
