import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Description } from "../../openapi/read.js";
import { bundle, DESCRIPTION, TWILIO_DESCRIPTION } from "./bundle.js";
import { buildConstants } from "./constants.js";
import { buildExamples } from "./examples.js";
import { buildValidators } from "./validators.js";

/** The rules that validators consist of: an ordinary, tested file that is copied unchanged. */
const VALIDATION = new URL("static/validation.ts", import.meta.url);

/** TypeScript, which writes the types, takes a second to load. That would delay the message about a broken description. */
const buildTypes: Output = async (description) => (await import("./types.js")).buildTypes(description);

type Output = (description: Description) => string | Promise<string>;

/** A description, with its files in generated/ and the functions that make them. */
interface GeneratedSet {
  readonly description: string;
  readonly outputs: Readonly<Record<string, Output>>;
}

const SETS: readonly GeneratedSet[] = [
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
    const paths = SETS.map(({ description }) => description);
    const descriptions = await bundle(paths, join(workshop, "bundled"));
    for (const [index, bundled] of descriptions.entries()) {
      const { description, outputs } = SETS[index] as GeneratedSet;
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
