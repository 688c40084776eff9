import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../../contract-tests/support/run.js";

const PACKAGES = fileURLToPath(new URL("../../node_modules/", import.meta.url));

/** Finds the file behind a package's command, so that this Node can run it without a shell or npx in between. */
export function findBin(packageName: string, command: string): string {
  const folder = join(PACKAGES, packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bin === "string" ? bin : bin[command]);
}

/** Runs a package's command. Returns what it printed if it failed, and nothing if it succeeded. */
export async function runPackageCommand(
  script: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<string | undefined> {
  const env = { ...process.env, ...environment };
  const { code, stdout, stderr } = await run(process.execPath, [script, ...args], { env });
  return code === 0 ? undefined : `${stdout}${stderr}`.trim() || `exit code ${code}`;
}
