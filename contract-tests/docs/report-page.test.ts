import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { htmlReport } from "../../src/verify/reports/html.js";
import { findChromium, launchChromium } from "../support/chromium.js";
import { changeReply, rewriteJson, whenStatus } from "../verify/mutants/mutant.js";
import { verifyProvider } from "../verify/mutants/run-verification.js";
import { recordings } from "../verify/recorded-runs.js";
import { addAxe, seriousFindings } from "./support/axe.js";

const executable = findChromium();
const HOSTILE = "</pre><img src=x onerror=alert(1)><script>document.title='owned'</script>";

let browser: Browser;
let folder: string;
let file: string;
/** The report of a run with everything that a report can have. */
let varied: string;
beforeAll(async () => {
  if (executable === undefined) return;
  browser = await launchChromium(executable);
  folder = await mkdtemp(join(tmpdir(), "hamsa-report-page-"));
  file = join(folder, "report.html");
  const rewritten = rewriteJson((value) => ({
    ...Object(value),
    data: { ...Object(value).data, id: HOSTILE, label: "x" },
  }));
  await writeFile(file, htmlReport(await verifyProvider(changeReply("", whenStatus(200), rewritten, []).provider)));
  varied = join(folder, "varied.html");
  await writeFile(varied, htmlReport(await recordings.faulty()));
});
afterAll(async () => {
  if (folder) await rm(folder, { recursive: true });
});

describe.skipIf(executable === undefined).for(["light", "dark"] as const)("the HTML report in %s", (colorScheme) => {
  test("shows verdict, coverage and each failing exchange, and runs no script from a response", async () => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    expect(await page.title()).toBe("Breaks the contract: http://127.0.0.1");
    const shown = (await page.locator("body").textContent()) ?? "";
    for (const part of [
      "Breaks the contract",
      "1 cause, 1 check failed.",
      "data.id/format",
      "x-echoes",
      HOSTILE,
      "constraints",
      "This run made 1 registration of +14155550123 (a valid registration).",
    ]) {
      expect(shown).toContain(part);
    }
    expect(requests).toEqual([pathToFileURL(file).href]);
    await context.close();
  });

  test("marks the line of the response that a check failed on, and links each id to its row", async () => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    expect((await page.locator("#cause-1 mark").allTextContents()).map((line) => line.trim())).toEqual([
      expect.stringMatching(/^"id": "<\/pre><img/),
    ]);
    const links = await page.locator("a").evaluateAll((all) =>
      all.map((link) => {
        const href = link.getAttribute("href") ?? "";
        return { href, targets: document.querySelectorAll(`[id="${href.slice(1)}"]`).length };
      }),
    );
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter(({ targets }) => targets !== 1)).toEqual([]);
    await context.close();
  });

  test("has no serious finding of axe at 390 and 1400 px", async () => {
    // The page allows no script to run, and axe is one.
    const context = await browser.newContext({ colorScheme, bypassCSP: true });
    const page = await context.newPage();
    // The scheme changes only colors.
    const rules = colorScheme === "light" ? "all" : "colors";
    for (const width of [390, 1400]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(pathToFileURL(varied).href);
      await addAxe(page);
      expect(await seriousFindings(page, { rules })).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
    await context.close();
  });
});
