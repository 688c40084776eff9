import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseOptions } from "../../scripts/docs/options.js";
import { runTypeScript } from "../support/run.js";
import { type ServedReference, serveReference } from "./support/serve-reference.js";

const FILE = "openapi/openapi.yaml";
const RIGHT = "operationId: addTwilioNumber";
const NOT_OPENAPI = "operationId: 7";
const NOT_YAML = `${RIGHT}: twice`;

describe("an invalid command line", () => {
  test("prints the problem and the usage to stderr, exit code 2", async () => {
    const { code, stdout, stderr } = await runTypeScript(["scripts/docs.ts", "--port", "8080"]);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("--port needs --serve");
    expect(stderr).toContain("Usage: npm run docs");
  });

  test.for([
    { args: ["--sreve"], problem: "--sreve" },
    { args: ["--serve", "--port", "65536"], problem: "--port must be a number from 0 to 65535" },
    { args: ["--serve", "--port", "http"], problem: "--port must be a number from 0 to 65535" },
    { args: ["page.html"], problem: "page.html" },
  ])("$args has its own problem", ({ args, problem }) => {
    expect(() => parseOptions(args)).toThrow(
      expect.objectContaining({
        exitCode: 2,
        message: expect.stringMatching(`${problem}[\\s\\S]*Usage: npm run docs`),
      }),
    );
  });
});

/** Starts with a description that can't be built, which takes no time to build. */
function serveBroken(): Promise<ServedReference> {
  return serveReference((tree) => tree.edit(FILE, (yaml) => yaml.replace(RIGHT, NOT_OPENAPI)));
}

describe("--serve, started with a broken description that is then fixed,", () => {
  let served: ServedReference;
  let pageBefore: string;
  beforeAll(async () => {
    served = await serveBroken();
    pageBefore = await (await fetch(served.url)).text();
    const { body } = await fetch(`${served.url}/changes`);
    const changes = body?.getReader();
    await served.edit("openapi/guide.md", (guide) => `${guide}\nA sentence of a test.\n`);
    await served.edit(FILE, (yaml) => yaml.replace(NOT_OPENAPI, RIGHT));
    await changes?.read();
    await changes?.cancel();
  });
  afterAll(() => served?.[Symbol.asyncDispose]());

  test("has no page at first, builds it after the change and reloads it", async () => {
    expect(pageBefore).toContain("There is no page yet.");
    expect(await (await fetch(served.url)).text()).toContain("A sentence of a test.");
  });

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

  test("prints what is wrong when it breaks again, and keeps serving the last good page", async () => {
    await served.edit(FILE, (yaml) => yaml.replace(RIGHT, NOT_YAML));
    expect(
      await served.waitForOutput(/bad indentation[^\n]*openapi\.yaml[\s\S]*The page stays as it was/),
    ).toBeTruthy();
    expect(await (await fetch(served.url)).text()).toContain("A sentence of a test.");
  });
});

test("--serve stops on Ctrl-C, even while a page is listening", async () => {
  await using served = await serveBroken();
  const listening = await fetch(`${served.url}/changes`);
  expect(await served.interrupt()).toBe(130);
  await listening.body?.cancel().catch(() => {});
});
