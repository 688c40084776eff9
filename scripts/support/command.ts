import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../../contract-tests/support/run.js";

const PACKAGES = fileURLToPath(new URL("../../node_modules/", import.meta.url));

/** The file behind a package's command, to be run by this very Node without a shell or npx between. */
export function bin(packageName: string, command: string): string {
  const folder = join(PACKAGES, packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bin === "string" ? bin : bin[command]);
}

/** Runs a command of a package; what it printed if it failed, nothing if it succeeded. */
export async function commandProblem(
  script: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<string | undefined> {
  const env = { ...process.env, ...environment };
  const { code, stdout, stderr } = await run(process.execPath, [script, ...args], { env });
  return code === 0 ? undefined : `${stdout}${stderr}`.trim() || `exit code ${code}`;
}
