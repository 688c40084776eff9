import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findChromium } from "../support/chromium.js";
import { runTypeScript } from "../support/run.js";

// The README's pictures are drawn by `npm run pictures`. Here they are drawn again and compared.

const COMMITTED = ".github/pictures";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hamsa-pictures-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function draw(picture: string): Promise<void> {
  const { code, stderr } = await runTypeScript(["scripts/pictures.ts", "--output", folder, picture]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
}

async function expectSame(file: string): Promise<void> {
  const [drawn, committed] = await Promise.all([folder, COMMITTED].map((each) => readFile(join(each, file), "utf8")));
  expect(committed, `${file} is out of date. Run npm run pictures.`).toBe(drawn);
}

test("the chart shows the figures of scripts/bench/README.md", async () => {
  await draw("chart");
  await expectSame("size-and-time.svg");
});

test("the session shows what the command prints, at both widths", async () => {
  await draw("session");
  await expectSame("add.svg");
  await expectSame("add-narrow.svg");
}, 60_000);

describe.skipIf(findChromium() === undefined)("the picture of the reference page", () => {
  test("shows the words of the page", async () => {
    await draw("reference");
    await expectSame("reference.txt");
  }, 60_000);
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
