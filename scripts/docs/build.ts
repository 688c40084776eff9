import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundle, DESCRIPTION } from "../generation/bundle.js";
import { redocly } from "../support/redocly.js";
import { plainText } from "./plain-text.js";

const CONFIG = "scripts/docs/redocly.yaml";
const TEMPLATE = "scripts/docs/page.hbs";

/** Redoc's own logo is the one thing that its page would fetch from another host. */
const REDOC_LOGO = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(?:-full)?\.svg/g;
const LOGO = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="14" font-family="sans-serif" font-size="11">
  <style>text { fill: #2558b8 } @media (prefers-color-scheme: dark) { text { fill: #b3d7fc } }</style>
  <text y="11">Redoc</text>
</svg>`,
)}`;

/** Names of the files that make up the reference: the page, its plain-text twin, the description itself. */
export const REFERENCE = ["index.html", "llms.txt", "openapi.json"];

/**
 * Builds the reference into a directory. All files are made before the first is moved there, so
 * that a broken description leaves the last good page.
 */
export async function buildReference(output: string): Promise<void> {
  await mkdir(output, { recursive: true });
  const workshop = await mkdtemp(join(output, ".new-"));
  try {
    await bundle(DESCRIPTION, join(workshop, "openapi.json"));
    await Promise.all([page(join(workshop, "index.html")), twin(join(workshop, "llms.txt"))]);
    for (const file of REFERENCE) await rename(join(workshop, file), join(output, file));
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

async function page(file: string): Promise<void> {
  await redocly(CONFIG, "build-docs", DESCRIPTION, `--template=${TEMPLATE}`, "--inlineBundle", `--output=${file}`);
  const html = await readFile(file, "utf8");
  await writeFile(file, html.replace(REDOC_LOGO, LOGO));
}

/** The twin is made of what the page shows: the description with guide, provenance and samples in it. */
async function twin(file: string): Promise<void> {
  const shown = `${file}.json`;
  await redocly(CONFIG, "bundle", DESCRIPTION, "--dereferenced", `--output=${shown}`);
  await writeFile(file, plainText(JSON.parse(await readFile(shown, "utf8"))));
}
