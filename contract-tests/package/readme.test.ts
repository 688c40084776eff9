import { symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { transform } from "esbuild";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { run, runForOutput } from "../support/run.js";
import { REFERENCE_KEY, referenceProvider } from "../verify/reference/provider.js";
import { serve } from "../verify/reference/serve.js";
import { readReadmeSamples, type Sample } from "./support/readme.js";

const require = createRequire(import.meta.url);
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));

const consumer = inject("consumer");
const samples = readReadmeSamples(consumer);
const fileOf = ({ line, kind }: Sample) => `readme-${line}.${kind === "test" ? "test.ts" : "ts"}`;
const ofKind = (kind: Sample["kind"]) => samples.filter((sample) => sample.kind === kind);

beforeAll(async () => {
  await Promise.all(samples.map((sample) => writeFile(join(consumer, fileOf(sample)), sample.code)));
  // A user's project has vitest as well; ours is used here.
  await symlink(folderOf("vitest"), join(consumer, "node_modules/vitest"));
});

test("the README shows a program and a test", () => {
  expect(ofKind("program")).not.toHaveLength(0);
  expect(ofKind("test")).not.toHaveLength(0);
});

test("every sample compiles", async () => {
  const tsc = join(folderOf("typescript-7"), "bin/tsc");
  const types = ["--types", "node", "--typeRoots", dirname(folderOf("@types/node"))];
  // Vitest's declarations are not ours to check.
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022", ...types];
  const { code, stdout } = await run(process.execPath, [tsc, ...options, ...samples.map(fileOf)], { cwd: consumer });
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
});

describe("run", () => {
  test.for(ofKind("program"))("the program at line $line registers its number once", async (sample) => {
    await using hamsa = await serve(referenceProvider());
    const { code } = await transform(sample.code, { loader: "ts" });
    const { stdout, stderr } = await run(
      process.execPath,
      ["--import", "./to-mock.mjs", "--input-type=module", "--eval", code],
      {
        cwd: consumer,
        env: { MOCK_URL: hamsa.url, HAMSA_API_KEY: REFERENCE_KEY, TWILIO_AUTH_TOKEN: "any token" },
      },
    );
    expect(stderr).toBe("");
    expect(stdout).toMatch(/ registered\n$/);
    expect(hamsa.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test.for(ofKind("test"))("the test at line $line passes in a user's project", async (sample) => {
    const vitest = join(folderOf("vitest"), "vitest.mjs");
    const stdout = await runForOutput(process.execPath, [vitest, "run", "--reporter=json", fileOf(sample)], {
      cwd: consumer,
    });
    expect(JSON.parse(stdout)).toMatchObject({ success: true, numTotalTests: 1, numPassedTests: 1 });
  });
});
