import { readFile } from "node:fs/promises";
import { parseEnv } from "node:util";
import { CommandError } from "./command-error.js";
import { decodeText } from "./decode-text.js";

const USAGE_EXIT_CODE = 2;

/**
 * The NAME=value lines of a file. The option is `--env`, because Node takes `--env-file` for itself wherever it is on
 * the command line, and obeys a NODE_OPTIONS line in the file, which can load code. Here every line is only a value.
 */
export async function readEnvFile(file: string): Promise<NodeJS.ProcessEnv> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`Can't read the file of --env, ${file} (${error.code}). Nothing was sent.`, USAGE_EXIT_CODE);
  });
  const text = decodeText(bytes);
  if (text === undefined)
    throw new CommandError(`The file of --env, ${file}, is not UTF-8. Nothing was sent.`, USAGE_EXIT_CODE);
  return { ...parseEnv(text) };
}
