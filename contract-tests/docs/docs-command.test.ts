import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runTypeScript } from "../support/run.js";
import { type ServedReference, serveReference } from "./support/serve-reference.js";

const docs = (...args: string[]) => runTypeScript(["scripts/docs.ts", ...args]);

describe("an invalid command line", () => {
  test.for([
    { args: ["--sreve"], problem: "--sreve" },
    { args: ["--serve", "--port", "65536"], problem: "--port must be a number from 0 to 65535" },
    { args: ["--port", "8080"], problem: "--port needs --serve" },
  ])("$args prints the problem and the usage to stderr, exit code 2", async ({ args, problem }) => {
    const { code, stdout, stderr } = await docs(...args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(problem);
    expect(stderr).toContain("Usage: npm run docs");
  });
});

describe("--serve", () => {
  let served: ServedReference;
  beforeAll(async () => {
    served = await serveReference();
  });
  afterAll(() => served?.[Symbol.asyncDispose]());

  test("serves the page with a reload script, which the built file does not have", async () => {
    const page = await fetch(served.url);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await page.text()).toContain('new EventSource("/changes")');
    expect(await served.readBuilt("index.html")).not.toContain("EventSource(");
  });

  test("serves the plain text, and no file outside the reference", async () => {
    expect(await (await fetch(`${served.url}/llms.txt`)).text()).toBe(await served.readBuilt("llms.txt"));
    for (const other of ["/../package.json", "/%2e%2e/package.json", "/nothing"]) {
      expect((await fetch(served.url + other)).status).toBe(404);
    }
  });

  test("rebuilds after a change and reloads the page", async () => {
    const changes = await listenToChanges();
    await served.edit("openapi/guide.md", (guide) => `${guide}\nA sentence of a test.\n`);
    await changes.next();
    expect(await (await fetch(served.url)).text()).toContain("A sentence of a test.");
    await changes.end();
  });

  test("prints what is wrong with a broken description and keeps serving the last good page", async () => {
    const changes = await listenToChanges();
    await served.edit("openapi/openapi.yaml", (yaml) => yaml.replace("operationId: addTwilioNumber", "operationId: 7"));
    expect(
      await served.waitForOutput(/rejected the description[\s\S]*openapi\.yaml[\s\S]*The page stays as it was/),
    ).toBeTruthy();
    expect((await fetch(served.url)).status).toBe(200);
    await served.edit("openapi/openapi.yaml", (yaml) => yaml.replace("operationId: 7", "operationId: addTwilioNumber"));
    await changes.next();
    await changes.end();
  });

  /** Opens the stream that the page listens to. */
  async function listenToChanges() {
    const { body } = await fetch(`${served.url}/changes`);
    const reader = body?.getReader();
    return { next: () => reader?.read(), end: () => reader?.cancel() };
  }
});

test("--serve stops on Ctrl-C, even while a page is listening", async () => {
  await using served = await serveReference();
  const listening = await fetch(`${served.url}/changes`);
  expect(await served.interrupt()).toBe(130);
  await listening.body?.cancel().catch(() => {});
}, 60_000);
