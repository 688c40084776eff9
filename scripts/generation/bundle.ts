import { readFile } from "node:fs/promises";
import { type Description, readDescription } from "../../openapi/read.js";
import { runRedocly } from "../support/redocly.js";

/** The description from which everything is generated. */
export const DESCRIPTION = "openapi/openapi.yaml";

/** The part of Twilio's API that the command calls. */
export const TWILIO_DESCRIPTION = "openapi/twilio.yaml";

/** The lint rules for both. */
export const CONFIG = "openapi/redocly.yaml";

/** Throws if a description is broken or breaks a rule, with the file, the line and the reason. */
export async function lint(description: string): Promise<void> {
  await runRedocly(CONFIG, "lint", description, "--format=stylish");
}

/** Lints a description, writes it as one JSON file, and reads that. */
export async function bundle(description: string, output: string): Promise<Description> {
  await lint(description);
  await runRedocly(CONFIG, "bundle", description, `--output=${output}`);
  return readDescription(JSON.parse(await readFile(output, "utf8")));
}
