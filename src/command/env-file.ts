import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";

/** The variables of a file that could not be read. The message repeats none of them. */
export class EnvFileError extends Error {
  override readonly name = "EnvFileError";
}

/**
 * The environment with the variables of the file that `--env` names. As with `node --env-file`, a variable that is
 * already set wins. The file is only read: nothing in it takes effect on Node, whatever its name.
 */
export function readEnvironment(file: string | undefined, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return file === undefined ? environment : { ...parseEnv(readText(file)), ...environment };
}

function readText(file: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new EnvFileError(
      `The file ${file} of --env can't be read (${(error as NodeJS.ErrnoException).code ?? "unknown reason"}).`,
    );
  }
  try {
    // TextDecoder removes a byte order mark, which some editors add.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new EnvFileError(`The file ${file} of --env is not UTF-8. Save it as UTF-8.`);
  }
}
