import { copyFile, cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, inject, test } from "vitest";
import { findPlatformFile } from "../support/platforms.js";
import { run } from "../support/run.js";

const COMPILER = fileURLToPath(new URL("../../node_modules/typescript-7/bin/tsc", import.meta.url));
const OPTIONS = ["--strict", "--declaration", "--outDir", "out", "--skipLibCheck", "--pretty", "false"];
const MODULES = ["--target", "es2022", "--module", "nodenext", "--moduleResolution", "nodenext"];

/** What each program needs: the packages, by the name that it imports and the one they are installed under. */
const PROGRAMS = [
  {
    name: "undici's and node-fetch's fetch, a mock and pg's Pool fit the options",
    program: "isolated-node.ts",
    packages: { undici: "undici", "node-fetch": "node-fetch-2", pg: "pg", "@types": "@types" },
    types: "node",
  },
  {
    name: "a mock and Bun's fetch fit the options under Bun's types",
    program: "isolated-bun.ts",
    packages: { "bun-types": "bun-types" },
    types: "bun-types",
  },
  {
    name: "a program can export the client and its http without naming openapi-fetch",
    program: "isolated-exports.ts",
    packages: { "@types": "@types" },
    types: "node",
  },
];

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hamsa-isolated-"));
});

afterAll(() => rm(folder, { recursive: true }));

// As pnpm installs packages: a program sees those that it names, and none that those depend on.
describe.concurrent("in a project of its own", () => {
  test.for(PROGRAMS)("$name", async ({ program, packages, types }, { expect, skip }) => {
    const project = await mkdtemp(join(folder, "project-"));
    const installed = join(inject("consumer"), "node_modules");
    const target = join(project, "node_modules/hamsa-twilio");
    await cp(join(installed, "hamsa-twilio"), target, { recursive: true });
    await cp(join(installed, "openapi-fetch"), join(target, "node_modules/openapi-fetch"), { recursive: true });
    await cp(join(installed, "openapi-typescript-helpers"), join(target, "node_modules/openapi-typescript-helpers"), {
      recursive: true,
    });
    for (const [name, platform] of Object.entries(packages)) {
      const found = findPlatformFile(platform);
      if (found === undefined) return skip(`${platform} could not be installed`);
      await mkdir(dirname(join(project, "node_modules", name)), { recursive: true });
      await symlink(found, join(project, "node_modules", name));
    }
    await copyFile(join(inject("consumer"), program), join(project, "main.mts"));
    const { code, stdout } = await run(
      process.execPath,
      [COMPILER, ...OPTIONS, ...MODULES, "--types", types, "main.mts"],
      {
        cwd: project,
      },
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  });
});
