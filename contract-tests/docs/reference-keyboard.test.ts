import type { Page } from "playwright-core";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { useReference } from "./support/open-reference.js";
import { plain } from "./support/page-fields.js";

// What people do with the page by keyboard: move, search, and follow what they find.

const reference = useReference();
let page: Page;
let firstStop: string | null | undefined;
let afterEnter: string | undefined;
beforeAll(async () => {
  if (!reference.available) return;
  ({ page } = await reference.open());
  await page.keyboard.press("Tab");
  firstStop = await page.evaluate(() => document.activeElement?.textContent);
  await page.keyboard.press("Enter");
  afterEnter = await page.evaluate(() => document.activeElement?.tagName);
});

test("the first stop skips to the content", () => {
  expect(firstStop).toBe("Skip to the content");
  expect(afterEnter).toBe("MAIN");
});

test("there is no control that the keyboard can't reach", async () => {
  const controls = await page.evaluate(markControls);
  let reached = 0;
  for (let presses = 0; presses < 2 * controls && reached < controls; presses++) {
    await page.keyboard.press("Tab");
    // It takes at least as many presses as there are controls.
    if (presses >= controls - 1) reached = await page.evaluate(countReached);
  }
  expect(reached).toBe(controls);
});

test("opens its search from the keyboard", async () => {
  await page.locator("[data-testid=search-trigger]").focus();
  await page.keyboard.press("Enter");
  await input().waitFor();
  await page.keyboard.press("Escape");
  await input().waitFor({ state: "hidden" });
});

test("finds a field with the search and scrolls to it", async () => {
  await search("twilioAccountSid");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const field = page.locator('[id$="t=request&path=twilioaccountsid"]');
  await expect.poll(() => field.evaluate(isInWindow)).toBe(true);
});

test("Enter opens the first result of a search", async () => {
  await search("twilioAccountSid");
  const address = await results().first().getAttribute("href");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => decodeURI(location.hash))).toBe(address);
});

test("the search keeps words apart that are on two lines of the description", async () => {
  await search("owns the API key, and returns the registered number");
  const found = plain((await page.locator("[data-testid=search-dialog]").textContent()) ?? "");
  expect(found).toContain("the user who owns the API key, and returns the registered number.");
});

/** Searches. The search is closed before the next test. */
async function search(words: string): Promise<void> {
  onTestFinished(async () => {
    await page.keyboard.press("Escape");
    await input().waitFor({ state: "hidden" });
  });
  await page.keyboard.press("Control+k");
  await input().waitFor();
  await page.keyboard.insertText(words);
  await results().first().waitFor();
}

const input = () => page.locator("[data-component-name='Search/SearchInput']").first();
const results = () => page.locator("[data-component-name='Search/SearchItem']");

// The functions below run in the page.

function isInWindow(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** Counts the controls and notices which of them get the focus. In a row of tabs only the selected one counts; arrow keys lead from it to the others. */
function markControls(): number {
  const controls = [...document.querySelectorAll("a[href], button, select, input, [role=button]")].filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.matches(":disabled, [role=tab]:not([aria-selected=true]), a[href] *, [role=menu] *"),
  );
  const reached = new Set<Element | null>();
  document.addEventListener("focusin", () => reached.add(document.activeElement));
  Object.assign(window, { countReached: () => controls.filter((control) => reached.has(control)).length });
  return controls.length;
}

function countReached(): number {
  return (window as unknown as { countReached(): number }).countReached();
}
