import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundle, DESCRIPTION } from "./bundle.js";
import { constants } from "./constants.js";
import { examples } from "./examples.js";
import { types } from "./types.js";
import { validators } from "./validators.js";

/** The rules that validators are made of: an ordinary file, tested as such, that is copied as it is. */
const VALIDATION = new URL("static/validation.ts", import.meta.url);

const NOTICE = "// Generated from openapi/openapi.yaml by `npm run generate`; edits are lost.\n";

/** The files of generated/, each with what makes it out of the bundled description. */
const OUTPUTS = {
  "api.ts": types,
  "validation.ts": () => readFile(VALIDATION, "utf8"),
  "validators.ts": validators,
  "constants.ts": constants,
  "examples.ts": examples,
};

/** Names of all files that generation writes. */
export const GENERATED = ["openapi.json", ...Object.keys(OUTPUTS)];

/**
 * Writes every generated file into a directory. All are made before the first is moved there, so
 * that a broken description leaves the directory as it was.
 */
export async function generateInto(directory: string, description = DESCRIPTION): Promise<void> {
  const workshop = await mkdtemp(join(directory, ".new-"));
  try {
    const bundled = await bundle(description, workshop);
    for (const [file, make] of Object.entries(OUTPUTS)) {
      await writeFile(join(workshop, file), NOTICE + (await make(bundled)));
    }
    for (const file of GENERATED) await rename(join(workshop, file), join(directory, file));
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}
