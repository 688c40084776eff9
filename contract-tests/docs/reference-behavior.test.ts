import { stat } from "node:fs/promises";
import type { Page } from "playwright-core";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { syntheticParams } from "../support/params.js";
import { addAxe, seriousFindings } from "./support/axe.js";
import { type OpenedReference, useReference } from "./support/open-reference.js";

/** Of a phone and of a desktop. */
const WIDTHS = [390, 1400];

const reference = useReference();

test("is one file under 3 MB", async () => {
  const { directory } = reference.built();
  expect((await stat(`${directory}/index.html`)).size).toBeLessThan(3_000_000);
});

/** The page follows the color scheme that it was opened in, and any width that the window gets. */
const opened = {} as Record<"light" | "dark", OpenedReference>;
beforeAll(async () => {
  if (!reference.available) return;
  [opened.light, opened.dark] = await Promise.all([
    reference.open({ colorScheme: "light", viewport: { width: 1400, height: 900 } }),
    reference.open({ colorScheme: "dark", viewport: { width: 390, height: 900 } }),
  ]);
});

describe("in a desktop-size window", () => {
  let page: Page;
  beforeEach(async () => {
    ({ page } = opened.light);
    await page.setViewportSize({ width: 1400, height: 900 });
  });

  test("sends no request to any host and logs no warning or error", async () => {
    await search(page, "auth token");
    await closeSearch(page);
    expect(opened.light.requests).toEqual([]);
    expect(opened.light.complaints).toEqual([]);
  });

  test("is rendered completely, for the browser's own search and for printing", async () => {
    const countSkipped = () =>
      page.locator("main *").evaluateAll((elements) => {
        return elements.filter((element) => getComputedStyle(element).contentVisibility !== "visible").length;
      });
    await expect.poll(countSkipped).toBe(0);
    const fields = await page.locator("main [id*='t=request&path=']").count();
    expect(fields).toBe(Object.keys(syntheticParams).length);
  });
});

describe.for(["light", "dark"] as const)("in %s", (colorScheme) => {
  let page: Page;
  beforeEach(() => {
    ({ page } = opened[colorScheme]);
  });

  test("it follows the color scheme", async () => {
    const [red] = await page.locator("h1").evaluate((title) => getComputedStyle(title).color.match(/[0-9]+/g) ?? []);
    expect(Number(red) > 128).toBe(colorScheme === "dark");
  });

  test.for(WIDTHS)("nothing overflows at %s px", async (width) => {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });

  // The scheme changes only colors.
  const rules = colorScheme === "light" ? "all" : "colors";

  test("axe has no serious finding in the search at any width", async () => {
    await addAxe(page);
    await search(page, "account sid");
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      expect(await seriousFindings(page, { rules, within: "[data-component-name^='Search/']" })).toEqual([]);
    }
    await closeSearch(page);
  });

  test.for(WIDTHS)("axe has no serious finding at %s px, with a menu open", async (width) => {
    await page.setViewportSize({ width, height: 900 });
    await addAxe(page);
    await page.getByRole("tab", { name: "default" }).first().click();
    const menu = page.locator(".panel-request-samples [aria-haspopup=menu]").filter({ visible: true }).last();
    await menu.click();
    const entries = page.getByRole("menuitem").filter({ visible: true });
    await entries.first().waitFor();
    expect(await seriousFindings(page, { rules })).toEqual([]);
    await menu.click();
    await expect.poll(() => entries.count()).toBe(0);
  });
});

test("shows the outcome of every error at 390 px", async () => {
  const { page } = opened.dark;
  await page.setViewportSize({ width: 390, height: 900 });
  const table = page.locator("table", { hasText: "what happened" });
  const column = 1 + (await table.locator("th").allTextContents()).indexOf("outcome");
  const cells = table.locator(`tbody td:nth-child(${column})`);
  const edges = await cells.evaluateAll((all) => all.map((cell) => cell.getBoundingClientRect().right));
  expect(edges.length).toBeGreaterThan(5);
  expect(Math.max(...edges)).toBeLessThanOrEqual(390);
});

async function search(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.keyboard.type(words);
  await page.locator("[data-component-name='Search/SearchItem']").first().waitFor();
}

/** Until the search has closed, it covers what the test clicks next. */
async function closeSearch(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.locator("[data-component-name='Search/SearchInput']").first().waitFor({ state: "hidden" });
}
