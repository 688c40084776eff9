import { rm } from "node:fs/promises";
import { build } from "esbuild";
import { bin, commandProblem } from "./support/command.js";
import { CommandFailed, runScript } from "./support/command-failed.js";

/** What users import by name: one file of code each, and one for what they share. */
const ENTRIES = ["src/index.ts", "src/testing.ts", "generated/api.ts"];

await runScript(async () => {
  // What an earlier build left behind would be published too.
  await rm("dist", { recursive: true, force: true });
  const problem = await commandProblem(bin("typescript", "tsc"), ["--project", "src/tsconfig.build.json"]);
  if (problem !== undefined) throw new CommandFailed(`dist/ was not built:\n\n${problem}`);
  await build({
    entryPoints: ENTRIES,
    outdir: "dist",
    outbase: ".",
    bundle: true,
    splitting: true,
    chunkNames: "src/shared-[hash]",
    packages: "external",
    format: "esm",
    target: "es2022",
    sourcemap: true,
    logLevel: "error",
  });
});
