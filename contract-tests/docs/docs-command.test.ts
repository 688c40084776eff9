import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runTypeScript } from "../support/run.js";
import { type ServedReference, servedReference } from "./support/served-reference.js";

const docs = (...args: string[]) => runTypeScript(["scripts/docs.ts", ...args]);

describe("a command line that means nothing", () => {
  test.for([
    { args: ["--sreve"], told: "--sreve" },
    { args: ["--serve", "--port", "65536"], told: "--port needs a port" },
    { args: ["--port", "8080"], told: "--port needs --serve" },
  ])("$args is told with the usage on stderr, exit code 2", async ({ args, told }) => {
    const { code, stdout, stderr } = await docs(...args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(told);
    expect(stderr).toContain("Usage: npm run docs");
  });
});

describe("--serve", () => {
  let served: ServedReference;
  beforeAll(async () => {
    served = await servedReference();
  }, 30_000);
  afterAll(() => served?.[Symbol.asyncDispose]());

  test("shows the page, which reloads itself; the built file does not", async () => {
    const shown = await fetch(served.url);
    expect(shown.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await shown.text()).toContain('new EventSource("/changes")');
    expect(await served.built("index.html")).not.toContain("EventSource(");
  });

  test("shows the plain text, and nothing that is no part of the reference", async () => {
    expect(await (await fetch(`${served.url}/llms.txt`)).text()).toBe(await served.built("llms.txt"));
    for (const other of ["/../package.json", "/%2e%2e/package.json", "/nothing"]) {
      expect((await fetch(served.url + other)).status).toBe(404);
    }
  });

  test("builds anew on a change, and tells the page", async () => {
    const changes = await listenToChanges();
    await served.edit("openapi/guide.md", (guide) => `${guide}\nA sentence of a test.\n`);
    await changes.next();
    expect(await (await fetch(served.url)).text()).toContain("A sentence of a test.");
    await changes.end();
  });

  test("tells of a broken description, and keeps showing the last good page", async () => {
    const changes = await listenToChanges();
    await served.edit("openapi/openapi.yaml", (yaml) => yaml.replace("operationId: addTwilioNumber", "operationId: 7"));
    expect(
      await served.said(/refused the description[\s\S]*openapi\.yaml[\s\S]*The page stays as it was/),
    ).toBeTruthy();
    expect((await fetch(served.url)).status).toBe(200);
    await served.edit("openapi/openapi.yaml", (yaml) => yaml.replace("operationId: 7", "operationId: addTwilioNumber"));
    await changes.next();
    await changes.end();
  });

  /** The stream that the page listens to. */
  async function listenToChanges() {
    const { body } = await fetch(`${served.url}/changes`);
    const reader = body?.getReader();
    return { next: () => reader?.read(), end: () => reader?.cancel() };
  }
});

test("--serve ends on Ctrl-C, also while a page listens", async () => {
  await using served = await servedReference();
  const listening = await fetch(`${served.url}/changes`);
  expect(await served.interrupt()).toBe(130);
  await listening.body?.cancel().catch(() => {});
}, 30_000);
