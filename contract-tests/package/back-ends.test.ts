import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, inject, test } from "vitest";
import { syntheticParams } from "../support/params.js";
import { platformFile } from "../support/platforms.js";
import { output, run } from "../support/run.js";

// Most back ends are CommonJS: their test runners and their programs load the packed tarball here.
const FOLDER = join(inject("consumer"), "commonjs");

/** What a program prints, on this Node. */
async function printed(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout, stderr } = await run(process.execPath, args, { cwd: FOLDER, env: { ...process.env, ...env } });
  return `${stdout}${stderr}`;
}

/** A file of an installed platform; where it is missing, the test says so. */
function needed(path: string, skip: (why: string) => never): string {
  return platformFile(path) ?? skip(`${path} could not be installed`);
}

describe.concurrent("a back end's tests pass", () => {
  test.for(["29", "30"])("under Jest %s", async (version, { expect, skip }) => {
    const jest = needed(`jest-${version}/bin/jest.js`, skip);
    const config = { rootDir: FOLDER, transform: {}, testMatch: ["**/*.test.cjs"] };
    const report = await printed([jest, "--ci", "--config", JSON.stringify(config)]);
    expect(report).toMatch(/Tests: +4 passed, 4 total/);
  });

  test("under ts-jest, compiled to CommonJS", async ({ expect, skip }) => {
    const jest = needed("jest-29/bin/jest.js", skip);
    const tsconfig = { module: "commonjs", moduleResolution: "node10", target: "es2022", strict: true, types: [] };
    const config = {
      rootDir: FOLDER,
      testMatch: ["**/*.test.ts"],
      transform: {
        "\\.ts$": [needed("ts-jest/dist/index.js", skip), { tsconfig: { ...tsconfig, esModuleInterop: true } }],
      },
    };
    expect(await printed([jest, "--ci", "--config", JSON.stringify(config)])).toMatch(/Tests: +1 passed, 1 total/);
  });

  test.for([20, 22, 24, 26])("under node --test of Node %i", async (version, { expect, skip }) => {
    const node = needed(`node-${version}/bin/node`, skip);
    const stdout = await output(node, ["--test", "--test-reporter=tap", "runner.test.cjs"], { cwd: FOLDER });
    expect(stdout).toMatch(/^# pass 4$/m);
  });

  test("under Mock Service Worker, which answers in place of the network", async ({ expect, skip }) => {
    const MSW = pathToFileURL(needed("msw/lib/core/index.mjs", skip)).href;
    const MSW_NODE = pathToFileURL(needed("msw/lib/node/index.mjs", skip)).href;
    const said = JSON.parse(await printed(["with-msw.mjs", JSON.stringify(syntheticParams)], { MSW, MSW_NODE }));
    expect(said).toMatchObject({ name: "ApiError", outcome: "rejected" });
    expect(said.message).toContain("409: Support Line is taken.");
  });
});

test("errors of a required copy are instances of an imported copy's classes, and the other way round", async () => {
  expect(JSON.parse(await printed(["two-copies.cjs"]))).toEqual({
    "InvalidParamsError of required": ["HamsaError", "InvalidParamsError"],
    "InvalidParamsError of imported": ["HamsaError", "InvalidParamsError"],
    AuthenticationError: ["HamsaError", "ApiError", "AuthenticationError"],
  });
});
