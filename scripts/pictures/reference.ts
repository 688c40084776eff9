import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { findChromium, launchChromium } from "../../contract-tests/support/chromium.js";
import { buildReference } from "../docs/build.js";
import { CommandError } from "../support/cli.js";

/**
 * Wide enough for the page's three columns; the picture leaves out the first, which lists the sections. It has twice as
 * many pixels as the README shows, for sharp text.
 */
export const WINDOW = { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 2 };
const HEIGHT = 520;

/** Takes pictures of an operation on the reference page in both themes, with the words that they show. */
export async function captureReference(): Promise<(readonly [string, string | Buffer])[]> {
  const executable = findChromium();
  if (executable === undefined)
    throw new CommandError("There is no Chromium. Set PLAYWRIGHT_CHROMIUM to the path of one.");
  const folder = await mkdtemp(join(tmpdir(), "hamsa-pictures-"));
  const browser = await launchChromium(executable);
  try {
    await buildReference(folder);
    const files: (readonly [string, string | Buffer])[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      const context = await browser.newContext({ ...WINDOW, colorScheme });
      const page = await context.newPage();
      await page.goto(pathToFileURL(join(folder, "index.html")).href);
      await page.locator(".panel-response-samples").last().waitFor();
      const { clip, words } = await frameOperation(page);
      files.push([`reference-${colorScheme}.png`, await page.screenshot({ clip })]);
      if (colorScheme === "light") files.push(["reference.txt", words]);
      await context.close();
    }
    return files;
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Scrolls to the operation, and returns the part of the window that the picture shows, with the words in it. */
export async function frameOperation(page: Page): Promise<{ readonly clip: Clip; readonly words: string }> {
  const clip = await scrollToOperation(page);
  return { clip, words: await readWords(page, clip) };
}

/** Scrolls to the fields of the first operation, and returns the part of the window with these and the samples. */
async function scrollToOperation(page: Page): Promise<Clip> {
  const fields = page.locator("[id$='/request/body']").first();
  await fields.evaluate((element) => element.scrollIntoView());
  const { x = 0, y = 0 } = (await fields.boundingBox()) ?? {};
  return { x: x - 16, y: Math.max(0, y - 12), width: WINDOW.viewport.width - x, height: HEIGHT };
}

/** Reads the words in a part of the window, one line for each element that has text of its own. */
function readWords(page: Page, clip: Clip): Promise<string> {
  return page.evaluate(({ x, y, width, height }) => {
    const lines: string[] = [];
    for (const element of document.querySelectorAll("main *")) {
      const box = element.getBoundingClientRect();
      const isShown = box.left < x + width && box.right > x && box.top >= y && box.bottom <= y + height;
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      const text = own
        .map((node) => node.textContent)
        .join("")
        .replace(/\s+/g, " ")
        .trim();
      if (isShown && text !== "" && element.checkVisibility({ visibilityProperty: true })) lines.push(text);
    }
    return `${lines.join("\n")}\n`;
  }, clip);
}
