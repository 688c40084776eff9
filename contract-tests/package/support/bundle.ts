import { join } from "node:path";
import { build } from "esbuild";

/** Bundles a program of the consumer project as its users would: `page.mjs` becomes `page.bundle.js`. */
export async function bundleProgram(consumer: string, program: string, conditions: string[]): Promise<string> {
  const outfile = join(consumer, `${program}.bundle.js`);
  await build({
    entryPoints: [join(consumer, `${program}.mjs`)],
    outfile,
    bundle: true,
    format: "esm",
    conditions,
    logLevel: "silent",
  });
  return outfile;
}

/** How users bundle a program for Node, and the file that each way makes. */
export const BUNDLES: readonly { name: string; bundle(consumer: string): Promise<string> }[] = [
  { name: "esbuild to CommonJS", bundle: (consumer) => bundleForNode(consumer, "main.mjs", "cjs") },
  { name: "esbuild to an ES module", bundle: (consumer) => bundleForNode(consumer, "main.mjs", "mjs") },
  { name: "esbuild, required", bundle: (consumer) => bundleForNode(consumer, "main.cjs", "cjs") },
];

async function bundleForNode(consumer: string, program: string, extension: "cjs" | "mjs"): Promise<string> {
  const outfile = join(consumer, `${program}.bundle.${extension}`);
  const format = extension === "cjs" ? "cjs" : "esm";
  await build({
    entryPoints: [join(consumer, program)],
    outfile,
    bundle: true,
    platform: "node",
    format,
    minify: true,
  });
  return outfile;
}
