import type { TestProject } from "vitest/node";
import { startPrism } from "./prism.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the Prism mock of the description listens. */
    prismUrl: string;
  }
}

/** Starts one Prism for the whole run: it takes two seconds to load and keeps no state between requests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const prism = await startPrism();
  project.provide("prismUrl", prism.url);
  return prism.stop;
}
