import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { operations } from "../../src/verify/operations/description.js";
import { useReference } from "./support/open-reference.js";
import { plain } from "./support/page-fields.js";

// What people do with the page beyond reading it: open links, copy, choose a language.

const reference = useReference();
let page: Page;
beforeAll(async () => {
  if (reference.available) ({ page } = await reference.open({ permissions: ["clipboard-read", "clipboard-write"] }));
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
