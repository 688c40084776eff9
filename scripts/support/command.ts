import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** The file behind a package's command, to be run by this very Node without a shell or npx between. */
export function bin(packageName: string, command: string): string {
  const manifest = require.resolve(`${packageName}/package.json`);
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  return join(dirname(manifest), typeof bin === "string" ? bin : bin[command]);
}

/** Runs a command of a package; what it printed if it failed, nothing if it succeeded. */
export function commandProblem(
  script: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<string | undefined> {
  const options = {
    env: { ...process.env, ...environment },
    maxBuffer: 2 ** 26,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], options, (error, stdout, stderr) => {
      resolve(error === null ? undefined : `${stdout}${stderr}`.trim() || error.message);
    });
  });
}
