import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findPlatformFile } from "../support/platforms.js";
import { run } from "../support/run.js";
import { REFERENCE_KEY, referenceProvider } from "../verify/reference/provider.js";
import { type Served, serve } from "../verify/reference/serve.js";

// The command as installed from the package, in a folder with nothing else in it.
const COMMAND = join(inject("consumer"), "node_modules/hamsa-twilio/dist/bin/hamsa-twilio.js");
const env = { PATH: process.env.PATH, HAMSA_API_KEY: REFERENCE_KEY };

let provider: Served;
let folder: string;
beforeAll(async () => {
  provider = await serve(referenceProvider());
  folder = await mkdtemp(join(tmpdir(), "hamsa-empty-"));
});
afterAll(async () => {
  await provider[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const hamsaTwilio = (...args: string[]) => run(process.execPath, [COMMAND, ...args], { cwd: folder, env });

describe.concurrent("hamsa-twilio verify", () => {
  const RUNTIMES: readonly (readonly [name: string, file: string, args: readonly string[]])[] = [
    ...[20, 22, 24, 26].map((version) => [`Node ${version}`, `node-${version}/bin/node`, []] as const),
    ["Bun", "bun/bin/bun", []],
    ["Deno", "deno/deno", ["run", "--no-prompt", "--allow-all"]],
  ];
  test.for(RUNTIMES)("judges a server on %s", async ([name, file, args], { expect, skip }) => {
    const binary = findPlatformFile(file) ?? skip(`${name} could not be installed`);
    const own = { ...env, HOME: folder, DENO_NO_UPDATE_CHECK: "1" };
    const { code, stdout, stderr } = await run(binary, [...args, COMMAND, "verify", "--target", provider.url], {
      cwd: folder,
      env: own,
    });
    // On a busy machine the run takes more than two seconds, and says what it is doing.
    expect({ code, stderr: stderr.replace(/^… .*\n/gm, "") }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/✓ Keeps the contract: [0-9]+ checks passed/);
  });

  test("writes all reports at once, into folders that it creates", async ({ expect }) => {
    const files = ["reports/a.json", "reports/deep/a.xml", "reports/a.html"].map((file) => join(folder, file));
    const [json = "", junit = "", html = ""] = files;
    const { code } = await hamsaTwilio(
      ...["verify", "--target", provider.url, "--json", json, "--junit", junit, "--html", html],
    );
    expect(code).toBe(0);
    const [report, xml, page] = await Promise.all(files.map((file) => readFile(file, "utf8")));
    expect(JSON.parse(report ?? "")).toMatchObject({ verdict: "passed" });
    expect(xml).toMatch(/^<\?xml/);
    expect(page).toMatch(/^<!doctype html>/);
  });
});

describe.concurrent("hamsa-twilio", () => {
  test("prints its version", async ({ expect }) => {
    const manifest = JSON.parse(
      await readFile(join(inject("consumer"), "node_modules/hamsa-twilio/package.json"), "utf8"),
    );
    expect(await hamsaTwilio("--version")).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: "" });
  });

  test.for([["--help"], ["verify", "--help"], ["verify", "--list"]])(
    "prints what %j asks for to stdout",
    async (args, { expect }) => {
      const { code, stdout, stderr } = await hamsaTwilio(...args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout.length).toBeGreaterThan(100);
    },
  );

  test.for([[], ["nonsense"], ["toString"], ["verify"], ["verify", "--nonsense"], ["verify", "--target", "x"]])(
    "rejects %j with exit code 2, help or where to find it on stderr, and no stack",
    async (args, { expect }) => {
      const { code, stdout, stderr } = await hamsaTwilio(...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(/Usage: hamsa-twilio|Run hamsa-twilio .*--help/);
      expect(stderr).not.toMatch(/^\s+at /m);
    },
  );

  test("rejects a report that can't be written before it sends anything", async ({ expect }) => {
    await using other = await serve(referenceProvider());
    const { code, stderr } = await hamsaTwilio("verify", "--target", other.url, "--json", "/dev/null/report.json");
    expect(code).toBe(2);
    expect(stderr).toContain("/dev/null/report.json can't be written");
    expect(other.requests).toHaveLength(0);
  });
});

test("is linked by its name", async () => {
  const linked = join(inject("consumer"), "node_modules/.bin/hamsa-twilio");
  expect((await run(linked, ["--version"], { env })).code).toBe(0);
});
