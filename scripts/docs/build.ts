import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { bundle, DESCRIPTION } from "../generation/bundle.js";
import { runRedocly } from "../support/redocly.js";
import { SITE_LINKS } from "./links.js";
import type { PageModel } from "./page-model.js";
import { type Link, plainText } from "./plain-text.js";

const CONFIG = "scripts/docs/redocly.yaml";
const TEMPLATE = "scripts/docs/page.hbs";

/** Redoc's logo is the only thing that its page would fetch from another host. */
const REDOC_LOGO = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(?:-full)?\.svg/g;
const LOGO = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="14" font-family="sans-serif" font-size="11">
  <style>text { fill: #2558b8 } @media (prefers-color-scheme: dark) { text { fill: #b3d7fc } }</style>
  <text y="11">Redoc</text>
</svg>`,
)}`;

/** A telephone handset in the color of the links. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#2558b8" d="M6.6 10.8a15 15 0 0 0 6.6 6.6l2.2-2.2a1 1 0 0 1 1-.25 11.4 11.4 0 0 0 3.6.57 1 1 0 0 1 1 1V20a1 1 0 0 1-1 1A17 17 0 0 1 3 4a1 1 0 0 1 1-1h3.5a1 1 0 0 1 1 1 11.4 11.4 0 0 0 .57 3.6 1 1 0 0 1-.25 1z"/></svg>`,
)}`;

/** The files of the reference: the page, its plain-text twin and the description itself. */
export const REFERENCE = ["index.html", "llms.txt", "openapi.json"];

/**
 * Builds the reference into a directory. All files are made before the first is moved there, so a
 * broken description leaves the last good page in place.
 */
export async function buildReference(output: string): Promise<void> {
  await mkdir(output, { recursive: true });
  const workFolder = await mkdtemp(join(output, ".new-"));
  try {
    await bundle([DESCRIPTION], workFolder);
    await Promise.all([
      buildPage(join(workFolder, "index.html")),
      buildPlainText(join(workFolder, "llms.txt"), SITE_LINKS),
    ]);
    for (const file of REFERENCE) await rename(join(workFolder, file), join(output, file));
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

async function buildPage(file: string): Promise<void> {
  await runRedocly(CONFIG, "build-docs", DESCRIPTION, `--template=${TEMPLATE}`, "--inlineBundle", `--output=${file}`);
  const html = await readFile(file, "utf8");
  const { info } = JSON.parse(await readFile(join(dirname(file), "openapi.json"), "utf8")) as PageModel;
  await writeFile(
    file,
    html.replace(REDOC_LOGO, LOGO).replaceAll("SUMMARY", info.summary).replace('"ICON"', `"${ICON}"`),
  );
}

/** The twin is built from what the page shows: the description with guide, provenance and samples added. */
export async function buildPlainText(file: string, links: readonly Link[]): Promise<void> {
  const model = `${file}.json`;
  await runRedocly(CONFIG, "bundle", DESCRIPTION, "--dereferenced", `--output=${model}`);
  await writeFile(file, plainText(JSON.parse(await readFile(model, "utf8")) as PageModel, links));
  await rm(model);
}
