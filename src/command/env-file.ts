import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { CommandError } from "./command-error.js";
import { decodeText } from "./decode-text.js";

const USAGE_EXIT_CODE = 2;

/** The file of `--env` that can't be read. The message repeats nothing of it. */
class EnvFileError extends CommandError {
  constructor(problem: string) {
    super(problem, USAGE_EXIT_CODE);
  }
}

/**
 * The NAME=value lines of a file. The option is `--env`, because Node takes `--env-file` for itself wherever it is on
 * the command line, and obeys a NODE_OPTIONS line in the file, which can load code. Here every line is only a value.
 */
export function readEnvFile(file: string): NodeJS.ProcessEnv {
  const text = decodeText(readBytes(file));
  if (text === undefined) throw new EnvFileError(`The file of --env, ${file}, is not UTF-8. Save it as UTF-8.`);
  return { ...parseEnv(text) };
}

/** The environment, with the variables of the file that it doesn't have. */
export function readEnvironment(file: string | undefined, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return file === undefined ? environment : { ...readEnvFile(file), ...environment };
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new EnvFileError(`Can't read the file of --env, ${file} (${(error as NodeJS.ErrnoException).code}).`);
  }
}
