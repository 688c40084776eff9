import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { frameOperation, WINDOW } from "../../scripts/pictures/reference.js";
import { recordSession } from "../../scripts/pictures/session.js";
import { runTypeScript } from "../support/run.js";
import { useReference } from "./support/open-reference.js";

// The README's pictures are drawn by `npm run pictures`. Here they are drawn again and compared.

const COMMITTED = ".github/pictures";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hamsa-pictures-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function expectSame(file: string, drawn: string | Buffer): Promise<void> {
  expect(drawn, `${file} is out of date. Run npm run pictures.`).toBe(await readFile(join(COMMITTED, file), "utf8"));
}

test("the chart shows the figures of scripts/bench/README.md", async () => {
  const { code, stderr } = await runTypeScript(["scripts/pictures.ts", "--output", folder, "chart"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  await expectSame("size-and-time.svg", await readFile(join(folder, "size-and-time.svg"), "utf8"));
});

test("the session shows what the command prints, at both widths", async () => {
  const drawn = await recordSession();
  expect(drawn.map(([file]) => file)).toEqual(["add.svg", "add-narrow.svg"]);
  for (const [file, svg] of drawn) await expectSame(file, svg);
});

describe("the picture of the reference page", () => {
  const reference = useReference();

  test("shows the words of the page", async () => {
    const { page } = await reference.open(WINDOW);
    await expectSame("reference.txt", (await frameOperation(page)).words);
  });
});

test("every picture of the README exists, and every picture is in the README", async () => {
  const readme = await readFile("README.md", "utf8");
  const shown = [...readme.matchAll(/\.github\/pictures\/([\w.-]+)/g)].map(([, file]) => file);
  const files = (await readdir(COMMITTED)).filter((file) => !file.endsWith(".txt"));
  expect([...new Set(shown)].sort()).toEqual(files.sort());
});

test.for(["add.svg", "add-narrow.svg", "size-and-time.svg"])("%s has text that can be read", async (file) => {
  const svg = await readFile(join(COMMITTED, file), "utf8");
  const [width = 0] = /viewBox="0 0 (\d+)/.exec(svg)?.slice(1).map(Number) ?? [];
  const size = Number(/font(?:-size="|: )(\d+)/.exec(svg)?.[1]);
  // GitHub shows a README 358 px wide on a phone of 390 px, and 838 px wide on a desktop.
  const room = file === "add.svg" ? 838 : 358;
  expect(size * Math.min(1, room / width)).toBeGreaterThan(11);
});
