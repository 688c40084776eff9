import { chmod, copyFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { CommandError, runScript } from "./support/cli.js";
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
    const args = ["--project", "src/client/tsconfig.json", "--outDir", outdir];
    const problem = await commandProblem(bin("typescript", "tsc"), args);
    if (problem !== undefined) throw new CommandError(`${outdir} was not built:\n\n${problem}`);
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
      // For Node, esbuild names the exports where its ES modules can see them.
      platform: format === "cjs" ? "node" : "neutral",
      target: "es2022",
      sourcemap: true,
      logLevel: "error",
    });
  }
  await buildCommand();
});

/** The command is one file with all that it needs: whoever installs the package installs nothing more for it. */
async function buildCommand(): Promise<void> {
  await build({
    entryPoints: ["src/command/hamsa-twilio.ts"],
    outfile: "dist/bin/hamsa-twilio.js",
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    minifySyntax: true,
    minifyWhitespace: true,
    // Ajv is CommonJS, and asks for its own parts by require.
    banner: {
      js: '#!/usr/bin/env node\nimport { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    logLevel: "error",
  });
  await chmod("dist/bin/hamsa-twilio.js", 0o755);
  await copyFile("src/verify/reports/report.schema.json", "dist/bin/report.schema.json");
}
