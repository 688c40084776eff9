import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { transform } from "esbuild";
import { beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { run } from "../support/run.js";
import { REFERENCE_KEY, referenceProvider } from "../verify/reference/provider.js";
import { type Served, serve } from "../verify/reference/serve.js";

// A machine reader has only llms.txt. Its first program must register a number exactly once.

const require = createRequire(import.meta.url);
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));
const consumer = inject("consumer");

let text: string;
let program: string;
beforeAll(async () => {
  text = await readFile(join(consumer, "node_modules/hamsa-twilio/dist/llms.txt"), "utf8");
  program = /^```ts\n(.*?)^```$/ms.exec(text)?.[1] ?? "";
});

test("the first program of llms.txt ensures a number", () => {
  expect(program).toContain('from "hamsa-twilio"');
  expect(program).toContain("hamsa.ensureTwilioNumber({");
});

test("every link of llms.txt leads to a file of the package", async () => {
  const links = [...(text.split("\n## ")[1] ?? "").matchAll(/\]\(([^)]+)\)/g)].map(([, file = ""]) => file);
  expect(links.length).toBeGreaterThan(2);
  for (const file of links) await readFile(join(consumer, "node_modules/hamsa-twilio/dist", file), "utf8");
});

test("it compiles in a strict project", async () => {
  await writeFile(join(consumer, "from-llms.ts"), program);
  const tsc = join(folderOf("typescript-7"), "bin/tsc");
  const types = ["--types", "node", "--typeRoots", dirname(folderOf("@types/node"))];
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022", ...types];
  const { code, stdout } = await run(process.execPath, [tsc, ...options, "from-llms.ts"], { cwd: consumer });
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
});

describe("run twice", () => {
  async function runProgram(hamsa: Served) {
    const { code: script } = await transform(program, { loader: "ts" });
    const node = ["--import", "./to-mock.mjs", "--input-type=module", "--eval", script];
    const env = { MOCK_URL: hamsa.url, HAMSA_API_KEY: REFERENCE_KEY, TWILIO_AUTH_TOKEN: "any token" };
    return run(process.execPath, node, { cwd: consumer, env });
  }

  test("it registers the number once, and then finds it", async () => {
    const hamsa = await serve(referenceProvider());
    onTestFinished(() => hamsa[Symbol.asyncDispose]());
    expect(await runProgram(hamsa)).toMatchObject({
      code: 0,
      stderr: "",
      stdout: expect.stringMatching(/^Registered /),
    });
    expect(await runProgram(hamsa)).toMatchObject({ code: 0, stderr: "", stdout: expect.stringMatching(/^Found /) });
    expect(hamsa.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test("it registers the number once if the response is lost", async () => {
    const conforming = referenceProvider();
    const hamsa = await serve((request) => {
      const reply = conforming(request);
      return request.method === "POST" ? { ...reply, delivery: "reset" } : reply;
    });
    onTestFinished(() => hamsa[Symbol.asyncDispose]());
    expect(await runProgram(hamsa)).toMatchObject({ code: 0, stderr: "", stdout: expect.stringMatching(/^Found /) });
    expect(hamsa.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });
});
