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
