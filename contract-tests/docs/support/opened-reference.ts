import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { chromiumPath, launchChromium } from "../../support/chromium.js";
import { type BuiltReference, builtReference } from "./built-reference.js";

const SKIPPED = "skipped: there is no Chromium to open the reference page in; name one in PLAYWRIGHT_CHROMIUM";

/** The page in a browser, and what it did besides showing itself. */
export interface OpenedReference {
  readonly page: Page;
  /** Warnings and errors in the console, and exceptions. */
  readonly complaints: string[];
  /** Addresses outside the file that it asked for; it was given none of them. */
  readonly requests: string[];
}

/** Builds the reference once for a test file and opens it as often as asked; without a browser its tests say so. */
export function useReference() {
  const executable = chromiumPath();
  let built: BuiltReference;
  let browser: Browser;
  beforeAll(async () => {
    // Vitest's reporter counts skipped tests, but keeps their reason to itself.
    if (executable === undefined) return console.warn(SKIPPED);
    [built, browser] = await Promise.all([builtReference(), launchChromium(executable)]);
  });
  beforeEach((context) => {
    if (executable === undefined) context.skip(SKIPPED);
  });
  afterAll(async () => {
    await browser?.close();
    await built?.[Symbol.asyncDispose]();
  });
  return {
    built: () => built,
    /** Whether there is a browser to open it in. */
    available: executable !== undefined,
    /** Opens it in a window of its own. */
    open: (options: BrowserContextOptions = {}) => opened(browser, built.directory, options),
  };
}

async function opened(browser: Browser, directory: string, options: BrowserContextOptions): Promise<OpenedReference> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (["warning", "error"].includes(message.type())) complaints.push(message.text());
  });
  const file = pathToFileURL(`${directory}/index.html`).href;
  await context.route(/^(?!blob:|data:)/, (route) => {
    const url = route.request().url();
    if (url === file) return route.continue();
    requests.push(url);
    return route.abort();
  });
  await page.goto(file);
  // The last section is there: Redoc has drawn all of them.
  await page.locator(".panel-response-samples").last().waitFor();
  return { page, complaints, requests };
}
