import type { Page } from "playwright-core";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { operations } from "../../src/verify/operations/description.js";
import { useReference } from "./support/open-reference.js";
import { plain } from "./support/page-fields.js";

// What people do with the page beyond reading it: move and search by keyboard, open links, copy, choose a language.

const reference = useReference();
let page: Page;
let firstStop: string | null | undefined;
let afterEnter: string | undefined;
beforeAll(async () => {
  if (!reference.available) return;
  ({ page } = await reference.open({ permissions: ["clipboard-read", "clipboard-write"] }));
  await page.keyboard.press("Tab");
  firstStop = await page.evaluate(() => document.activeElement?.textContent);
  await page.keyboard.press("Enter");
  afterEnter = await page.evaluate(() => document.activeElement?.tagName);
});

describe("by keyboard", () => {
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
});

test("has no link that leaves the page's own folder, so all work below a path and in a new tab", async () => {
  const addresses = await page
    .locator("a[href]")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  expect(addresses.filter((address) => address?.startsWith("/"))).toEqual([]);
  const sections = addresses.filter((address) => address?.startsWith("#/"));
  expect(sections.length).toBeGreaterThan(operations.length);
});

test("opens at the section that a link names", async () => {
  const { page: other } = await reference.open({}, "#/errors-and-outcomes");
  const heading = other.locator("h1, h2").getByText("Errors and outcomes");
  await expect.poll(() => heading.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(300);
});

test("copies something with every Copy button next to a heading", async () => {
  const buttons = page.locator("[data-testid=page-actions] button").filter({ visible: true });
  expect(await buttons.count()).toBeGreaterThan(operations.length);
  for (const button of await buttons.all()) {
    await page.evaluate(() => navigator.clipboard.writeText(""));
    await button.click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe("");
  }
});

test("begins each operation with method, path and authentication", async () => {
  for (const { operationId, method, path } of operations) {
    const head = await page.locator(`[id$="/${operationId.toLowerCase()}"] pre`).first().textContent();
    expect(head).toContain(`${method} ${path}\n`);
    expect(head).toContain("Authorization: Token <api-key>");
  }
});

test("shows the well-formed example first", async () => {
  for (const { operationId, success } of operations) {
    const panel = page.locator(`[id$="/${operationId.toLowerCase()}"] .panel-response-samples`);
    const text = ((await panel.locator("pre").first().textContent()) ?? "").replaceAll("\u200b", "");
    expect(JSON.parse(text)).toEqual(success.examples.synthetic?.value);
  }
});

test("wraps samples instead of cutting them", async () => {
  const cut = await page
    .locator("main pre")
    .evaluateAll((samples) => samples.filter((sample) => sample.scrollWidth > sample.clientWidth + 1).length);
  expect(cut).toBe(0);
});

test("applies a chosen language to every operation", async () => {
  const menus = page.locator(
    ".panel-request-samples [data-component-name='Panel/PanelHeader'] > [data-testid=dropdown]:last-child > button",
  );
  await menus.first().click();
  await page.getByRole("menuitem").filter({ visible: true, hasText: "plain fetch" }).click();
  await expect.poll(() => menus.allTextContents()).toEqual(operations.map(() => "TypeScript with plain fetch"));
});

test("says in words which values are related", async () => {
  const text = plain((await page.locator("main").textContent()) ?? "");
  expect(text).toContain("The same value as phoneNumber in the request.");
  expect(text).toContain("The same as data.id in the response of addTwilioNumber.");
  expect(text).not.toMatch(/x-echoes|x-not-before|x-identifies|x-same-as/);
});

test("explains the tags of provenance once", async () => {
  const text = plain((await page.locator("main").textContent()) ?? "");
  expect(text.split("Each field has a small tag").length).toBe(2);
});

test("introduces itself when it is shared, and has an icon", async () => {
  const content = (property: string) => page.locator(`meta[property="og:${property}"]`).getAttribute("content");
  expect(await content("title")).toContain("unofficial");
  expect(await content("description")).toContain("Twilio");
  expect(await page.locator("link[rel=icon]").getAttribute("href")).toMatch(/^data:image\/svg\+xml,.+/);
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
