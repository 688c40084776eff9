import { readFile } from "node:fs/promises";
import { join, parse } from "node:path";
import { type Description, readDescription } from "../../openapi/read.js";
import { runRedocly } from "../support/redocly.js";

/** The description from which everything is generated. */
export const DESCRIPTION = "openapi/openapi.yaml";

/** The part of Twilio's API that the command calls. */
export const TWILIO_DESCRIPTION = "openapi/twilio.yaml";

/** The lint rules for both. */
export const CONFIG = "openapi/redocly.yaml";

/** Throws if a description is broken or breaks a rule, with the file, the line and the reason. */
export async function lint(...descriptions: string[]): Promise<void> {
  await runRedocly(CONFIG, "lint", ...descriptions, "--format=stylish");
}

/** Lints descriptions, writes each into a folder as one JSON file of the same name, and reads those, in this order. */
export async function bundle(descriptions: readonly string[], folder: string): Promise<Description[]> {
  const files = descriptions.map((description) => join(folder, `${parse(description).name}.json`));
  // Redocly takes a third of a second to start, so it starts once for all of them.
  await lint(...descriptions);
  // For a single description, Redocly takes the output for a file.
  const output = files.length === 1 ? files : [folder, "--ext=json"];
  await runRedocly(CONFIG, "bundle", ...descriptions, "--output", ...output);
  return Promise.all(files.map(async (file) => readDescription(JSON.parse(await readFile(file, "utf8")))));
}
