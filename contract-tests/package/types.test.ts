import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, inject, test } from "vitest";
import { platformFile } from "./support/platforms.js";

const consumer = inject("consumer");

// Never skipLibCheck: our declarations and those that they import must hold by themselves. What is taken on trust
// is the compiler's own library (skipDefaultLibCheck), which is half of the work.
const CHECKED = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--skipDefaultLibCheck"];
const STRICT = [...CHECKED, "--pretty", "false", "--target", "es2022"];
const BUNDLER = ["--module", "esnext", "--moduleResolution", "bundler"];
const NODE_NEXT = ["--module", "nodenext", "--moduleResolution", "nodenext"];
const NODE_TYPES = fileURLToPath(new URL("../../node_modules/@types", import.meta.url));

const COMPILATIONS: readonly [version: string, how: string, options: readonly string[]][] = [
  ["5.4", "resolution bundler", BUNDLER],
  ["5.4", "resolution nodenext", NODE_NEXT],
  ["5.9", "resolution bundler", BUNDLER],
  ["5.9", "resolution nodenext", NODE_NEXT],
  ["5.9", "Node's types in place of a browser's", [...NODE_NEXT, "--lib", "es2022", "--typeRoots", NODE_TYPES]],
  ["7", "resolution bundler", BUNDLER],
  ["7", "resolution nodenext", NODE_NEXT],
];

/** The lines that invalid.ts itself calls wrong. Their error codes are each compiler's own. */
const wrongLines = (await readFile(join(consumer, "invalid.ts"), "utf8"))
  .split("\n")
  .flatMap((line, index) => (line.includes("// wrong:") ? [`invalid.ts(${index + 1})`] : []));

describe.concurrent("a user's program", () => {
  test.for(COMPILATIONS)(
    "compiles where it is right alone, with TypeScript %s and %s",
    async (compilation, context) => {
      const [version, , options] = compilation;
      const compiler = platformFile(`typescript-${version}/bin/tsc`);
      if (compiler === undefined) return context.skip(`TypeScript ${version} could not be installed`);
      context.expect(await errorsOf(compiler, [...STRICT, ...options, "valid.ts", "invalid.ts"])).toEqual(wrongLines);
    },
  );
});

test("the wrong program tries params, options, paths, outcomes and the mock", () => {
  expect(wrongLines).toHaveLength(5);
});

/** What the compiler reports: file and line of errors in the wrong program, the whole of any other. */
function errorsOf(compiler: string, args: string[]): Promise<string[]> {
  return new Promise((resolve) => {
    execFile(process.execPath, [compiler, ...args], { cwd: consumer }, (_, stdout, stderr) => {
      const lines = `${stdout}${stderr}`.split("\n").filter((line) => /^\S/.test(line));
      resolve(lines.map((line) => line.replace(/^(invalid\.ts\([0-9]+),[0-9]+\): error TS.*$/, "$1)")));
    });
  });
}
