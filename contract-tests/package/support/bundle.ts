import { join } from "node:path";
import { build } from "esbuild";

/** Bundles a program of the consumer project, as its users would, beside it: `page.mjs` into `page.bundle.js`. */
export async function bundleFor(consumer: string, program: string, conditions: string[]): Promise<string> {
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
