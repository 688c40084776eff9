import type { TestProject } from "vitest/node";
import { startPrism } from "./prism.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** The URL of the description's Prism mock. */
    prismUrl: string;
  }
}

/** Starts one Prism for the whole run, because it takes two seconds to load and keeps no state between requests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const prism = await startPrism();
  project.provide("prismUrl", prism.url);
  return prism.stop;
}
