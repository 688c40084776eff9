import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Description } from "../../openapi/read.js";
import { bundle, DESCRIPTION, TWILIO_DESCRIPTION } from "./bundle.js";
import { buildConstants } from "./constants.js";
import { buildExamples } from "./examples.js";
import { buildTypes } from "./types.js";
import { buildValidators } from "./validators.js";

/** The rules that validators consist of: an ordinary, tested file that is copied unchanged. */
const VALIDATION = new URL("static/validation.ts", import.meta.url);

type Output = (description: Description) => string | Promise<string>;

/** The descriptions, each with its files in generated/ and the functions that make them. */
const SETS: readonly { readonly description: string; readonly outputs: Readonly<Record<string, Output>> }[] = [
  {
    description: DESCRIPTION,
    outputs: {
      "openapi.json": ({ document }) => `${JSON.stringify(document, null, 2)}\n`,
      "api.ts": buildTypes,
      "validation.ts": () => readFile(VALIDATION, "utf8"),
      "validators.ts": (description) => buildValidators(description, "./validation.js"),
      "constants.ts": buildConstants,
      "examples.ts": buildExamples,
    },
  },
  {
    description: TWILIO_DESCRIPTION,
    outputs: {
      "twilio/api.ts": buildTypes,
      "twilio/validators.ts": (description) => buildValidators(description, "../validation.js"),
      "twilio/constants.ts": buildConstants,
      "twilio/examples.ts": buildExamples,
    },
  },
];

/** The names of all generated files. */
export const GENERATED = SETS.flatMap(({ outputs }) => Object.keys(outputs));

/**
 * Writes every generated file into a directory. All are made before the first is moved there, so
 * a broken description leaves the directory as it was.
 */
export async function generateInto(directory: string): Promise<void> {
  const workshop = await mkdtemp(join(directory, ".new-"));
  try {
    for (const { description, outputs } of SETS) {
      const bundled = await bundle(description, join(workshop, "bundled.json"));
      for (const [file, make] of Object.entries(outputs)) {
        await mkdir(join(workshop, dirname(file)), { recursive: true });
        await writeFile(join(workshop, file), noticeFor(file, description) + (await make(bundled)));
      }
    }
    for (const file of GENERATED) {
      await mkdir(join(directory, dirname(file)), { recursive: true });
      await rename(join(workshop, file), join(directory, file));
    }
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

/** JSON has no comments. */
function noticeFor(file: string, description: string): string {
  if (basename(file).endsWith(".json")) return "";
  return `// Generated from ${description} by \`npm run generate\`; edits are lost.\n`;
}
