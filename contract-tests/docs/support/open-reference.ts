import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { findChromium, launchChromium } from "../../support/chromium.js";
import { type BuiltReference, buildReference } from "./build-reference.js";

const SKIPPED =
  "skipped: there is no Chromium to open the reference page in. Set PLAYWRIGHT_CHROMIUM to the path of one";

/** The page in a browser, with everything it logged and requested. */
export interface OpenedReference {
  readonly page: Page;
  /** Warnings and errors in the console, and exceptions. */
  readonly complaints: string[];
  /** Addresses outside the file that it requested. All of them were blocked. */
  readonly requests: string[];
}

/** Lets a test file open the reference any number of times. Without a browser its tests are skipped. */
export function useReference() {
  const executable = findChromium();
  let built: BuiltReference;
  let browser: Browser;
  beforeAll(async () => {
    // Vitest's reporter counts skipped tests without printing the reason.
    if (executable === undefined) return console.warn(SKIPPED);
    [built, browser] = await Promise.all([buildReference(), launchChromium(executable)]);
  });
  beforeEach((context) => {
    if (executable === undefined) context.skip(SKIPPED);
  });
  afterAll(() => Promise.all(browser?.contexts().map((context) => context.close()) ?? []));
  return {
    built: () => built,
    /** Whether there is a browser to open it in. */
    available: executable !== undefined,
    /** Opens it in a new window, at the section that a fragment names. */
    open: (options: BrowserContextOptions = {}, fragment = "") =>
      openReference(browser, built.directory, options, fragment),
  };
}

async function openReference(
  browser: Browser,
  directory: string,
  options: BrowserContextOptions,
  fragment: string,
): Promise<OpenedReference> {
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
  await page.goto(file + fragment);
  // Once the last section is rendered, all of them are.
  await page.locator(".panel-response-samples").last().waitFor();
  // Redoc renders what is inside an object or a list a little later.
  for (const place of ["data/id", "data[]/id"]) await page.locator(`[id$="&path=${place}"]`).first().waitFor();
  return { page, complaints, requests };
}
