import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { platformFile } from "../support/platforms.js";
import { run } from "../support/run.js";

const consumer = inject("consumer");

// Never skipLibCheck: our declarations and those that they import must hold by themselves. What is taken on trust
// is the compiler's own library (skipDefaultLibCheck), which is half of the work.
const CHECKED = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--skipDefaultLibCheck"];
const STRICT = [...CHECKED, "--pretty", "false", "--target", "es2022"];
const BUNDLER = ["--module", "esnext", "--moduleResolution", "bundler"];
const NODE_NEXT = ["--module", "nodenext", "--moduleResolution", "nodenext"];
const NODE_TYPES = fileURLToPath(new URL("../../node_modules/@types", import.meta.url));

const NODE_16 = ["--module", "node16", "--moduleResolution", "node16"];
const COMMONJS = ["--module", "commonjs", "--moduleResolution", "node10"];

/** A program of the consumer, an ES module, or one of its folder for CommonJS. */
type Kind = "mts" | "cts";

const COMPILATIONS: readonly [version: string, how: string, kind: Kind, options: readonly string[]][] = [
  ...(["5.4", "5.9", "7"] as const).flatMap((version): (typeof COMPILATIONS)[number][] => [
    [version, "resolution bundler", "mts", BUNDLER],
    [version, "resolution nodenext, as an ES module", "mts", NODE_NEXT],
    [version, "resolution nodenext, as CommonJS", "cts", NODE_NEXT],
    [version, "resolution node16, as an ES module", "mts", NODE_16],
    [version, "resolution node16, as CommonJS", "cts", NODE_16],
  ]),
  // TypeScript 7 has no node10 any more.
  ["5.4", "module commonjs, resolution node10", "cts", COMMONJS],
  ["5.9", "module commonjs, resolution node10", "cts", COMMONJS],
  ["5.9", "Node's types in place of a browser's", "mts", [...NODE_NEXT, "--lib", "es2022", "--typeRoots", NODE_TYPES]],
];

/** The lines that invalid.ts itself calls wrong. Their error codes are each compiler's own. */
const wrongLines = (await readFile(join(consumer, "invalid.ts"), "utf8"))
  .split("\n")
  .flatMap((line, index) => (line.includes("// wrong:") ? [`invalid.ts(${index + 1})`] : []));

beforeAll(async () => {
  // The same programs, as files of a CommonJS package.
  for (const file of ["valid.ts", "invalid.ts"]) await copyFile(join(consumer, file), join(consumer, "commonjs", file));
});

describe.concurrent("a user's program", () => {
  test.for(COMPILATIONS)(
    "compiles where it is right alone, with TypeScript %s and %s",
    async (compilation, context) => {
      const [version, , kind, options] = compilation;
      const compiler = platformFile(`typescript-${version}/bin/tsc`);
      if (compiler === undefined) return context.skip(`TypeScript ${version} could not be installed`);
      const folder = kind === "cts" ? join(consumer, "commonjs") : consumer;
      const files = ["valid.ts", "invalid.ts"];
      context.expect(await errorsOf(folder, compiler, [...STRICT, ...options, ...files])).toEqual(wrongLines);
    },
  );
});

test("the wrong program tries params, options, paths, outcomes and the mock", () => {
  expect(wrongLines).toHaveLength(5);
});

/** What the compiler reports: file and line of errors in the wrong program, the whole of any other. */
async function errorsOf(cwd: string, compiler: string, args: string[]): Promise<string[]> {
  const { stdout, stderr } = await run(process.execPath, [compiler, ...args], { cwd });
  const lines = `${stdout}${stderr}`
    .split("\n")
    .filter((line) => /^\S/.test(line) && !line.startsWith("Command failed"));
  return lines.map((line) => line.replace(/^(invalid\.ts\([0-9]+),[0-9]+\): error TS.*$/, "$1)"));
}
