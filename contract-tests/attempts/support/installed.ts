import { createRequire } from "node:module";
import { findPlatformFile } from "../../support/platforms.js";

/** Loads a package that is installed among the platforms, where a user's own drivers would be. */
export function requirePlatform<Module>(name: string): Module {
  const manifest = findPlatformFile(`${name}/package.json`);
  if (manifest === undefined) throw new Error(`${name} is not installed for this platform.`);
  return createRequire(manifest)(name) as Module;
}
