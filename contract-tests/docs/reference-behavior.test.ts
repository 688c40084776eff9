import { mkdir, stat } from "node:fs/promises";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { syntheticParams } from "../support/params.js";
import { addAxe, seriousFindings } from "./support/axe.js";
import { type OpenedReference, useReference } from "./support/open-reference.js";

const SCREENSHOTS = ".output/screenshots";

const reference = useReference();
beforeAll(() => mkdir(SCREENSHOTS, { recursive: true }).then(() => {}));

test("is one file under 3 MB", async () => {
  const { directory } = reference.built();
  expect((await stat(`${directory}/index.html`)).size).toBeLessThan(3_000_000);
});

describe("in a desktop-size window", () => {
  let opened: OpenedReference;
  beforeAll(async () => {
    if (reference.available) opened = await reference.open();
  });

  test("sends no request to any host and logs no warning or error", async () => {
    await search(opened.page, "auth token");
    await closeSearch(opened.page);
    expect(opened.requests).toEqual([]);
    expect(opened.complaints).toEqual([]);
  });

  test("finds a field with the search and scrolls to it", async () => {
    const { page } = opened;
    await search(page, "twilioAccountSid");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const field = page.locator('[id$="t=request&path=twilioaccountsid"]');
    await expect.poll(() => field.evaluate(isInWindow)).toBe(true);
  });

  test("is rendered completely, for the browser's own search and for printing", async () => {
    const { page } = opened;
    const countSkipped = () =>
      page.locator("main *").evaluateAll((elements) => {
        return elements.filter((element) => getComputedStyle(element).contentVisibility !== "visible").length;
      });
    await expect.poll(countSkipped).toBe(0);
    const fields = await page.locator("main [id*='t=request&path=']").count();
    expect(fields).toBe(Object.keys(syntheticParams).length);
  });

  test("opens its search from the keyboard", async () => {
    const { page } = opened;
    await page.locator("[data-testid=search-trigger]").focus();
    await page.keyboard.press("Enter");
    await page.locator("[data-component-name='Search/SearchInput']").first().waitFor();
    await closeSearch(page);
  });

  test("has no control that the keyboard can't reach", async () => {
    const { page } = opened;
    const controls = await page.evaluate(markControls);
    const reached = new Set<string>();
    for (let presses = 0; presses < 2 * controls; presses++) {
      await page.keyboard.press("Tab");
      const control = await page.evaluate(() => document.activeElement?.getAttribute("data-control"));
      if (control) reached.add(control);
      if (reached.size === controls) break;
    }
    expect(reached.size).toBe(controls);
  });
});

const layouts = [390, 1400].flatMap((width) =>
  (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme })),
);

describe.for(layouts)("at $width px in $colorScheme", ({ width, colorScheme }) => {
  let page: Page;
  beforeAll(async () => {
    if (!reference.available) return;
    ({ page } = await reference.open({ colorScheme, viewport: { width, height: 900 } }));
  });

  test("it follows the color scheme and nothing overflows", async () => {
    await page.screenshot({ path: `${SCREENSHOTS}/reference-${width}-${colorScheme}.png` });
    await page
      .locator("main h2, main h3")
      .getByText("Add a Twilio number")
      .evaluate((title) => title.scrollIntoView());
    // At 1400 px in light, this is the README's picture: .github/reference-page.png.
    const clip = { x: 0, y: 0, width, height: 640 };
    await page.screenshot({ path: `${SCREENSHOTS}/operation-${width}-${colorScheme}.png`, clip });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const [red] = await page.locator("h1").evaluate((title) => getComputedStyle(title).color.match(/[0-9]+/g) ?? []);
    expect(Number(red) > 128).toBe(colorScheme === "dark");
  });

  test("axe has no serious finding, with search and menus open or closed", async () => {
    await addAxe(page);
    expect(await seriousFindings(page)).toEqual([]);
    await search(page, "account sid");
    expect(await seriousFindings(page, "[data-component-name^='Search/']")).toEqual([]);
    await closeSearch(page);
    await page.getByRole("tab", { name: "default" }).first().click();
    await page.locator(".panel-request-samples [aria-haspopup=menu]").filter({ visible: true }).last().click();
    await page.getByRole("menuitem").filter({ visible: true }).first().waitFor();
    expect(await seriousFindings(page, "[role=menu]")).toEqual([]);
  }, 60_000);
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

// The functions below run in the page.

function isInWindow(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** Numbers all controls. In a row of tabs only the selected one counts; arrow keys lead from it to the others. */
function markControls(): number {
  const controls = [...document.querySelectorAll("a[href], button, select, input, [role=button]")].filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.matches(":disabled, [role=tab]:not([aria-selected=true]), a[href] *, [role=menu] *"),
  );
  for (const [index, control] of controls.entries()) control.setAttribute("data-control", String(index));
  return controls.length;
}
