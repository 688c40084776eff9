import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Description, readDescription } from "../../contract-tests/support/read-description.js";
import { redocly } from "../support/redocly.js";

/** The one description from which everything is made. */
export const DESCRIPTION = "openapi/openapi.yaml";

/** The rules that it is held to. */
export const CONFIG = "openapi/redocly.yaml";

/** Refuses a description that is broken or breaks a rule, with the file, the line and the reason. */
export async function lint(description: string): Promise<void> {
  await redocly(CONFIG, "lint", description, "--format=stylish");
}

/** Lints the description, then writes it as one JSON file. */
export async function bundle(description: string, directory: string): Promise<Description> {
  await lint(description);
  const output = join(directory, "openapi.json");
  await redocly(CONFIG, "bundle", description, `--output=${output}`);
  return readDescription(JSON.parse(await readFile(output, "utf8")));
}
