import { chmod, copyFile, cp, readFile, rm, writeFile } from "node:fs/promises";
import { type BuildOptions, build } from "esbuild";
import { buildPlainText } from "./docs/build.js";
import { PACKAGE_LINKS } from "./docs/links.js";
import { CommandError, runScript } from "./support/cli.js";
import { findBin, runPackageCommand } from "./support/command.js";

/** What users import by name: one file of code each. */
const ENTRIES = ["src/index.ts", "src/testing.ts", "src/attempts.ts", "generated/api.ts"];

/** The declarations of the client are built without Node's types, so they need none; the stores' need none either. */
const PROJECTS = ["src/client/tsconfig.json", "src/attempts/tsconfig.json"];

/** The only places that published code may come from; the command reads its version from package.json. */
const PUBLISHED = /^(?:(?:src|generated|openapi|node_modules)\/|package\.json$)/;

await runScript(async () => {
  // Whatever an earlier build left here would be published too.
  await rm("dist", { recursive: true, force: true });
  await buildDeclarations();
  await Promise.all([
    buildLibrary("esm"),
    buildLibrary("cjs"),
    buildCommand(),
    buildPlainText("dist/llms.txt", PACKAGE_LINKS),
  ]);
});

/** Both forms have the same declarations. */
async function buildDeclarations(): Promise<void> {
  for (const project of PROJECTS) {
    // Other packages' declarations are checked by `npm run check`, and with ours in types.test.ts.
    const args = ["--project", project, "--outDir", "dist/esm", "--skipLibCheck"];
    const problem = await runPackageCommand(findBin("typescript-7", "tsc"), args);
    if (problem !== undefined) throw new CommandError(`The declarations were not built:\n\n${problem}`);
  }
  await cp("dist/esm", "dist/cjs", { recursive: true });
}

/** Each form is a folder whose package.json says what its files are. */
async function buildLibrary(format: "esm" | "cjs"): Promise<void> {
  const outdir = `dist/${format}`;
  await bundle({
    entryPoints: ENTRIES,
    outdir,
    outbase: ".",
    // Code that the entries share is written once, if the format can do that.
    splitting: format === "esm",
    chunkNames: "src/shared-[hash]",
    packages: "external",
    format,
    // For Node, esbuild names the exports of CommonJS so that ES modules can import them by name.
    platform: format === "cjs" ? "node" : "neutral",
    target: "es2022",
    sourcemap: true,
  });
  if (format === "cjs") await useDefaultExport(`${outdir}/src/index.js`);
  const type = format === "esm" ? "module" : "commonjs";
  await writeFile(`${outdir}/package.json`, `${JSON.stringify({ type, sideEffects: false })}\n`);
}

/**
 * In CommonJS, openapi-fetch has its client at `exports.default`. esbuild takes the whole of `exports` for
 * it, as Node does in an ES module, unless the last argument of this call is missing.
 */
async function useDefaultExport(file: string): Promise<void> {
  const code = await readFile(file, "utf8");
  const fixed = code.replace('__toESM(require("openapi-fetch"), 1)', '__toESM(require("openapi-fetch"))');
  if (fixed === code) throw new CommandError(`${file} no longer requires openapi-fetch as expected.`);
  await writeFile(file, fixed);
}

/** The command includes its dependencies, so users install nothing more for it. A subcommand loads only its own part. */
async function buildCommand(): Promise<void> {
  await bundle({
    entryPoints: ["src/command/hamsa-twilio.ts"],
    outdir: "dist/bin",
    splitting: true,
    chunkNames: "[name]-[hash]",
    format: "esm",
    platform: "node",
    target: "node20.19",
    minifySyntax: true,
    minifyWhitespace: true,
    banner: {
      js: '#!/usr/bin/env node\nimport { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  await chmod("dist/bin/hamsa-twilio.js", 0o755);
  await copyFile("src/verify/reports/report.schema.json", "dist/bin/report.schema.json");
}

async function bundle(options: BuildOptions): Promise<void> {
  const { metafile } = await build({ ...options, bundle: true, metafile: true, logLevel: "error" });
  const unexpected = Object.keys(metafile?.inputs ?? {}).filter((file) => !PUBLISHED.test(file));
  if (unexpected.length > 0) throw new CommandError(`These files must not be published: ${unexpected.join(", ")}.`);
}
