import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, inject, test } from "vitest";
import { syntheticParams } from "../support/params.js";
import { findPlatformFile } from "../support/platforms.js";
import { run, runForOutput } from "../support/run.js";

// Most back ends are CommonJS. Here their test runners and programs load the packed tarball.
const FOLDER = join(inject("consumer"), "commonjs");

/** Runs a program with this Node and returns what it prints. */
async function runNode(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout, stderr } = await run(process.execPath, args, { cwd: FOLDER, env: { ...process.env, ...env } });
  return `${stdout}${stderr}`;
}

/** Finds a file of an installed platform. If it is missing, the test is skipped. */
function requirePlatform(path: string, skip: (why: string) => never): string {
  return findPlatformFile(path) ?? skip(`${path} could not be installed`);
}

// The oldest and the newest, and in CI everything between. ts-jest runs under Jest 29.
const JESTS = inject("everyRuntime") ? [29, 30] : [30];
const NODES = inject("everyRuntime") ? [20, 22, 24, 26] : [20, 26];

describe.concurrent("a back end's tests pass", () => {
  test.for(JESTS)("under Jest %i", async (version, { expect, skip }) => {
    const jest = requirePlatform(`jest-${version}/bin/jest.js`, skip);
    const config = { rootDir: FOLDER, transform: {}, testMatch: ["**/*.test.cjs"] };
    const report = await runNode([jest, "--ci", "--config", JSON.stringify(config)]);
    expect(report).toMatch(/Tests: +6 passed, 6 total/);
  });

  test("under ts-jest, compiled to CommonJS", async ({ expect, skip }) => {
    const jest = requirePlatform("jest-29/bin/jest.js", skip);
    const tsconfig = { module: "commonjs", moduleResolution: "node10", target: "es2022", strict: true, types: [] };
    const config = {
      rootDir: FOLDER,
      testMatch: ["**/*.test.ts"],
      transform: {
        "\\.ts$": [
          requirePlatform("ts-jest/dist/index.js", skip),
          { tsconfig: { ...tsconfig, esModuleInterop: true } },
        ],
      },
    };
    expect(await runNode([jest, "--ci", "--config", JSON.stringify(config)])).toMatch(/Tests: +1 passed, 1 total/);
  });

  test.for(NODES)("under node --test of Node %i", async (version, { expect, skip }) => {
    const node = requirePlatform(`node-${version}/bin/node`, skip);
    const stdout = await runForOutput(node, ["--test", "--test-reporter=tap", "runner.test.cjs"], { cwd: FOLDER });
    expect(stdout).toMatch(/^# pass 6$/m);
  });

  test("under Mock Service Worker, which responds instead of the network", async ({ expect, skip }) => {
    const MSW = pathToFileURL(requirePlatform("msw/lib/core/index.mjs", skip)).href;
    const MSW_NODE = pathToFileURL(requirePlatform("msw/lib/node/index.mjs", skip)).href;
    const result = JSON.parse(await runNode(["with-msw.mjs", JSON.stringify(syntheticParams)], { MSW, MSW_NODE }));
    expect(result).toMatchObject({ name: "ApiError", outcome: "rejected", status: 409 });
    expect(result.message).toContain("409: Support Line is taken.");
  });
});

test("errors of a required copy are instances of an imported copy's classes, and the other way round", async () => {
  expect(JSON.parse(await runNode(["two-copies.cjs"]))).toEqual({
    "InvalidParamsError of required": ["HamsaError", "InvalidParamsError"],
    "InvalidParamsError of imported": ["HamsaError", "InvalidParamsError"],
    AuthenticationError: ["HamsaError", "ApiError", "AuthenticationError"],
  });
});
