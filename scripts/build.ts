import { rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { CommandFailed, runScript } from "./support/cli.js";
import { bin, commandProblem } from "./support/command.js";

/** What users import by name: one file of code each. */
const ENTRIES = ["src/index.ts", "src/testing.ts", "generated/api.ts"];

/** The two forms of the package, each a folder that says of itself what its files are. */
const FORMS = [
  { format: "esm", type: "module" },
  { format: "cjs", type: "commonjs" },
] as const;

await runScript(async () => {
  // What an earlier build left behind would be published too.
  await rm("dist", { recursive: true, force: true });
  for (const { format, type } of FORMS) {
    const outdir = `dist/${format}`;
    const args = ["--project", "src/tsconfig.build.json", "--outDir", outdir];
    const problem = await commandProblem(bin("typescript", "tsc"), args);
    if (problem !== undefined) throw new CommandFailed(`${outdir} was not built:\n\n${problem}`);
    await writeFile(`${outdir}/package.json`, `${JSON.stringify({ type, sideEffects: false })}\n`);
    await build({
      entryPoints: ENTRIES,
      outdir,
      outbase: ".",
      bundle: true,
      // What the entries share stands once, where the form allows it.
      splitting: format === "esm",
      chunkNames: "src/shared-[hash]",
      packages: "external",
      format,
      platform: "neutral",
      target: "es2022",
      sourcemap: true,
      logLevel: "error",
    });
  }
});
