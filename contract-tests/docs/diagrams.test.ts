import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHamsaClient } from "../../src/index.js";
import { createMockFetch, type MockFetchOptions } from "../../src/testing.js";
import { findChromium, launchChromium } from "../support/chromium.js";
import { syntheticParams } from "../support/params.js";

/** Mermaid's own script in one file, as GitHub draws with it. */
const MERMAID = createRequire(import.meta.url).resolve("@mermaid-js/tiny/dist/mermaid.tiny.js");

const executable = findChromium();
const documents = execFileSync("git", ["ls-files", "*.md"], { encoding: "utf8" }).trim().split("\n");
const diagrams = documents.flatMap((file) =>
  [...readFileSync(file, "utf8").matchAll(/^```mermaid\n(.*?)^```$/gms)].map(([, source = ""], index) => {
    return { name: `${file}, diagram ${index + 1}`, source };
  }),
);

test("README, CONTRIBUTING and outcomes.md have diagrams", () => {
  const files = diagrams.map(({ name }) => name.split(",")[0]);
  expect(files).toEqual(expect.arrayContaining(["README.md", "CONTRIBUTING.md", "openapi/outcomes.md"]));
});

describe.skipIf(executable === undefined)("Mermaid draws", () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium(executable ?? "");
    page = await browser.newPage();
    await page.setContent("<html><body></body></html>");
    await page.addScriptTag({ path: MERMAID });
  }, 60_000);
  afterAll(() => Promise.all(browser?.contexts().map((context) => context.close()) ?? []));

  test.for(diagrams)("$name, with every label", async ({ source }) => {
    const text = await page.evaluate(async (code) => {
      const { mermaid } = globalThis as unknown as {
        mermaid: { render(id: string, code: string): Promise<{ svg: string }> };
      };
      const { svg } = await mermaid.render("diagram", code);
      const drawn = document.createElement("div");
      drawn.innerHTML = svg.replaceAll(/<br\s*\/?>/g, " ");
      return drawn.textContent ?? "";
    }, source);
    const labels = [...source.matchAll(/"([^"]+)"|->>\w+: (.+)$/gm)].map(
      ([, quoted, message]) => quoted ?? message ?? "",
    );
    expect(labels.length).toBeGreaterThan(3);
    for (const label of labels) for (const word of label.split(/<br\/>|\s+/)) expect(text, label).toContain(word);
  });
});

/** The calls of the README's sequence diagram to Hamsa, up to and including one of its branches. */
function callsOf(branch: string): string[] {
  const source = diagrams.find(({ name }) => name.startsWith("README.md"))?.source ?? "";
  const [before = "", ...branches] = source.split(/^ *(?:alt|else) /m);
  const own = branches.find((each) => each.startsWith(`${branch}\n`));
  if (own === undefined) throw new Error(`The diagram has no branch "${branch}".`);
  return [...`${before}${own}`.matchAll(/->>Hamsa: (\w+)/g)].map(([, call = ""]) => call);
}

describe("the README's sequence diagram is what the client does:", () => {
  const empty: MockFetchOptions = { listPhoneNumbers: { example: "empty" } };

  test.for<[branch: string, status: number]>([
    ["confirmed", 200],
    ["rejected", 400],
    ["response lost", 500],
  ])("%s", async ([branch, status]) => {
    const fetch = createMockFetch({ ...empty, addTwilioNumber: { status } });
    const hamsa = createHamsaClient({ apiKey: "any-key", fetch, timeout: 2_000 });
    await hamsa.ensureTwilioNumber(syntheticParams).catch(() => {});
    const calls = fetch.requests.map(({ method }) => (method === "GET" ? "list" : "register"));
    // "A few times" is one arrow, and a list of several pages is one look.
    expect(calls.filter((call, index) => call !== calls[index - 1])).toEqual(callsOf(branch));
  });
});

test("the decision diagram has every outcome, and only methods that exist", () => {
  const source = diagrams.find(({ name }) => name.startsWith("openapi/outcomes.md"))?.source ?? "";
  const outcomes = [...source.matchAll(/O -->\|([\w-]+)\|/g)].map(([, outcome = ""]) => outcome);
  const declared = /type Outcome =([^;]*);/.exec(readFileSync("src/client/errors.ts", "utf8"))?.[1] ?? "";
  expect(outcomes.sort()).toEqual([...declared.matchAll(/"([\w-]+)"/g)].map(([, outcome]) => outcome).sort());
  const hamsa = createHamsaClient({ apiKey: "any-key" });
  for (const [method] of source.matchAll(/\b(?:ensure|find|add|list)[A-Z]\w+/g)) expect(hamsa).toHaveProperty(method);
});
