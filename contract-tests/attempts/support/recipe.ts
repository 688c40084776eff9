import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { transform } from "esbuild";

const README = new URL("../../../src/attempts/README.md", import.meta.url);

/** The part of a fenced block of the stores' README that has some text in it. */
export async function readBlock(language: string, containing: string): Promise<string> {
  const blocks = (await readFile(README, "utf8")).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"));
  const block = [...blocks].map(([, text = ""]) => text).find((text) => text.includes(containing));
  if (block === undefined) throw new Error(`README.md has no block of ${language} with ${containing}`);
  return block;
}

/** Writes the recipe for Redis, as a user would copy it, to a module, and returns its URL. */
export async function writeRedisRecipe(folder: string): Promise<string> {
  const { code } = await transform(await readBlock("ts", "redisAttempts"), { loader: "ts", format: "esm" });
  const file = join(folder, "redis-attempts.mjs");
  await writeFile(file, code);
  return pathToFileURL(file).href;
}
