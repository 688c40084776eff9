import { readdirSync, readFileSync } from "node:fs";
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { Content } from "../../openapi/read.js";
import * as client from "../../src/index.js";
import { constraintsOf } from "../../src/verify/operations/constraints.js";
import { operations, registration, responseExamples } from "../../src/verify/operations/description.js";
import { useReference } from "./support/open-reference.js";
import { hasLevel, pageFields, plain } from "./support/page-fields.js";

const SAMPLES = "contract-tests/docs/samples";

const reference = useReference();
let page: Page;
beforeAll(async () => {
  if (reference.available) ({ page } = await reference.open());
});

test("shows each operation and says that it is unofficial", async () => {
  for (const { operationId, method, path } of operations) {
    expect(await words(section(operationId).locator(".panel-request-samples"))).toContain(`${method}${path}`);
  }
  expect(await words(page.locator("main"))).toContain("This description is unofficial.");
});

test("begins with a first request and ends with where each fact comes from", async () => {
  const headings = (await page.locator("main h2").allTextContents()).map((heading) => heading.trim());
  const order = [
    "Before the first request",
    "A first request",
    "Add a Twilio number",
    "List a user",
    "Errors and",
    "Where each fact",
  ];
  const places = order.map((begin) => headings.findIndex((heading) => heading.startsWith(begin)));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((one, other) => one - other));
});

test("says where to find everything that a request needs", async () => {
  const table = await words(page.locator("table", { hasText: "you need" }));
  for (const needed of ["API key", "account SID", "auth token", "PN…", "E.164"]) expect(table).toContain(needed);
});

describe("a field", () => {
  /** What the page shows of each field, by operation and address. It is read at once, one tab after the other. */
  const shownFields: Record<string, string> = {};
  const shownTags: Record<string, string> = {};
  const scopeOf = (status: string | undefined) => (status === undefined ? "t=request" : `t=response&c=${status}`);
  beforeAll(async () => {
    if (!reference.available) return;
    for (const { operationId, responses } of operations) {
      const within = section(operationId);
      for (const status of [undefined, ...Object.keys(responses)]) {
        const fields = within.locator(`[id*="/${scopeOf(status)}&path="]`);
        if (status !== undefined) {
          await within.getByRole("tab", { name: status }).click();
          await fields.first().waitFor();
        }
        for (const [id, shown, tags] of await fields.evaluateAll(readVisible)) {
          const address = `${operationId}/${id.slice(id.lastIndexOf("/t=") + 1)}`;
          shownFields[address] ??= shown;
          shownTags[address] ??= tags;
        }
      }
    }
  });

  test.for(pageFields)("$name has its meaning, limits and provenance", (field) => {
    const address = `${field.operation.operationId}/${scopeOf(field.status)}&path=${field.place}`;
    const shown = plain(shownFields[address] ?? "");
    expect(shown).toContain(field.path.at(-1));
    expect(shown).toContain(field.meaning);
    const provenance = plain(shownTags[address] ?? "").replace(/[◆◇] /g, "");
    for (const { keyword, level, limit } of field.constraints) {
      expect({ provenance, keyword, hasLevel: hasLevel(provenance, level, keyword) }).toMatchObject({ hasLevel: true });
      if (["pattern", "const", "format"].includes(keyword)) expect(shown).toContain(String(limit));
      if (keyword === "minLength") expect(shown).toContain("non-empty");
      if (keyword === "required") expect(shown).toContain("required");
    }
  });
});

test("shows every query parameter with its meaning and its values", async () => {
  for (const { operationId, parameters } of operations) {
    for (const { name, description, schema } of parameters) {
      const place = section(operationId).locator(`[id$="&in=query&path=${name.toLowerCase()}"]`);
      const shown = await words(place);
      expect(shown).toContain(plain(description));
      for (const option of schema.keywords.enum ?? []) expect(shown).toContain(option);
      for (const { keyword, level } of constraintsOf(schema))
        expect(hasLevel(await tagsOf(place), level, keyword)).toBe(true);
    }
  }
});

describe("an example", () => {
  const secret = "twilioAuthToken";
  const [placeholder] = registration.request.schema.properties?.[secret]?.keywords.examples ?? [];

  test.for(Object.keys(registration.request.examples))(
    "%s of the request is shown with a placeholder for its secret",
    async (name) => {
      const panel = section(registration.operationId).locator(".panel-request-samples");
      await choose(languageMenu(registration.operationId), "Payload");
      await choose(exampleMenu(panel), summaryOf(registration.request, name));
      const value = registration.request.examples[name]?.value as object;
      expect(JSON.parse(await text(panel.locator("pre")))).toEqual({ ...value, [secret]: placeholder });
    },
  );

  const answers = operations.flatMap((operation) =>
    responseExamples(operation).map((answer) => ({ ...answer, operation, operationId: operation.operationId })),
  );

  test.for(answers)("$name of $operationId, $status, is shown", async ({ operation, status, name, body }) => {
    const panel = section(operation.operationId).locator(".panel-response-samples");
    await panel.getByRole("button", { name: status, exact: true }).click();
    const menu = exampleMenu(panel);
    if ((await menu.count()) > 0) await choose(menu, summaryOf(operation.responses[status], name));
    expect(JSON.parse(await text(panel.locator("pre")))).toEqual(body);
  });
});

test.for(operations)("shows every sample of $operationId word for word, and no other", async ({ operationId }) => {
  const folder = `${SAMPLES}/${operationId}`;
  const files = readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, "utf8").trim());
  await languageMenu(operationId).locator("> button").click();
  const labels = await openEntries().allTextContents();
  await languageMenu(operationId).locator("> button").click();
  await waitUntilClosed();
  const shown: string[] = [];
  for (const label of labels.filter((each) => each !== "Payload")) {
    await choose(languageMenu(operationId), label);
    shown.push((await text(section(operationId).locator(".panel-request-samples pre"))).trim());
  }
  expect(shown.sort()).toEqual(files.sort());
});

test("lists each error of the client with its outcome", async () => {
  const rows = await page.locator("table", { hasText: "what happened" }).locator("tbody tr").all();
  const cells = await Promise.all(rows.map((row) => row.locator("td").allTextContents()));
  const errors = Object.keys(client).filter((name) => name.endsWith("Error") && name !== "HamsaError");
  for (const error of errors) expect(cells.map(([, , names]) => names).join()).toContain(error);
  for (const [, outcome] of cells) expect(outcome).toMatch(/not-sent|rejected|accepted|unknown/);
});

test("links to its plain-text twin and to the description", async () => {
  for (const file of ["llms.txt", "openapi.json"]) {
    expect(await page.locator(`main a[href="${file}"]`).first().isVisible()).toBe(true);
    expect(await reference.built().read(file)).not.toBe("");
  }
});

/** The provenance of a field in words, without the marks. */
async function tagsOf(field: Locator): Promise<string> {
  const line = field.locator("p", { has: page.locator("a[href$='where-each-fact-comes-from']") });
  return (await words(line.first())).replace(/[◆◇] /g, "");
}

/** The part of the page about an operation. */
function section(operationId: string): Locator {
  return page.locator(`[id$="/${operationId.toLowerCase()}"]`);
}

function languageMenu(operationId: string): Locator {
  return section(operationId)
    .locator(".panel-request-samples [data-component-name='Panel/PanelHeader'] > [data-testid=dropdown]")
    .last();
}

function exampleMenu(panel: Locator): Locator {
  return panel.locator("[data-testid=dropdown]", { has: page.locator("> button[aria-label^=Example]") });
}

/** Chooses an entry of a drop-down menu. */
async function choose(menu: Locator, entry: string): Promise<void> {
  const button = menu.locator("> button");
  if ((await text(button)).trim() === entry) return;
  // The menu opens below its button, where there must be room for it in the window.
  await button.evaluate((element) => element.scrollIntoView({ block: "center" }));
  await button.click();
  await openEntries().filter({ hasText: entry }).click();
  await waitUntilClosed();
}

/** A menu that is still closing covers what the test clicks next, and its entries would be read as another's. */
async function waitUntilClosed(): Promise<void> {
  await expect.poll(() => openEntries().count()).toBe(0);
}

/** The entries of the open menu, which Redoc puts at the end of the page. */
function openEntries(): Locator {
  return page.getByRole("menuitem").filter({ visible: true });
}

/** The name of an example in the menu. */
function summaryOf(media: Content | undefined, name: string): string {
  return media?.examples[name]?.summary ?? name;
}

/** The visible text of an element. */
async function text(locator: Locator): Promise<string> {
  await locator.waitFor();
  return ((await locator.textContent()) ?? "").replaceAll("\u200b", "");
}

async function words(locator: Locator): Promise<string> {
  return plain(await text(locator));
}

/** Runs in the page: the address, the text and the tags of provenance of each visible element. */
function readVisible(elements: Element[]): [id: string, text: string, tags: string][] {
  return elements
    .filter((element) => element.checkVisibility())
    .map((element) => [
      element.id,
      (element.textContent ?? "").replaceAll("\u200b", ""),
      element.querySelector("p:has(> a[href$='where-each-fact-comes-from'])")?.textContent ?? "",
    ]);
}
