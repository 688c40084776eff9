import { readFile } from "node:fs/promises";
import { type Description, readDescription } from "../../openapi/read.js";
import { redocly } from "../support/redocly.js";

/** The one description from which everything is made. */
export const DESCRIPTION = "openapi/openapi.yaml";

/** As much of Twilio's API as the command asks. */
export const TWILIO_DESCRIPTION = "openapi/twilio.yaml";

/** The rules that both are held to. */
export const CONFIG = "openapi/redocly.yaml";

/** Refuses a description that is broken or breaks a rule, with the file, the line and the reason. */
export async function lint(description: string): Promise<void> {
  await redocly(CONFIG, "lint", description, "--format=stylish");
}

/** Lints a description, then writes it as one JSON file. */
export async function bundle(description: string, output: string): Promise<Description> {
  await lint(description);
  await redocly(CONFIG, "bundle", description, `--output=${output}`);
  return readDescription(JSON.parse(await readFile(output, "utf8")));
}
