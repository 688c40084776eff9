import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { findPlatformFile } from "../support/platforms.js";
import { run } from "../support/run.js";

const consumer = inject("consumer");

// Never skipLibCheck, because our declarations and those they import must be valid too. Only the compiler's own
// library, which is half of the work, is not checked (skipDefaultLibCheck).
const CHECKED = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--skipDefaultLibCheck"];
const STRICT = [...CHECKED, "--pretty", "false", "--target", "es2022"];
const BUNDLER = ["--module", "esnext", "--moduleResolution", "bundler"];
const NODE_NEXT = ["--module", "nodenext", "--moduleResolution", "nodenext"];
const NODE_TYPES = fileURLToPath(new URL("../../node_modules/@types", import.meta.url));

const NODE_16 = ["--module", "node16", "--moduleResolution", "node16"];
const COMMONJS = ["--module", "commonjs", "--moduleResolution", "node10"];

/** The consumer's program as an ES module, or the one in its CommonJS folder. */
type Kind = "mts" | "cts";

const COMPILATIONS: readonly [version: string, how: string, kind: Kind, options: readonly string[]][] = [
  ...(["5.4", "5.9", "7"] as const).flatMap((version): (typeof COMPILATIONS)[number][] => [
    [version, "resolution bundler", "mts", BUNDLER],
    [version, "resolution nodenext, as an ES module", "mts", NODE_NEXT],
    [version, "resolution nodenext, as CommonJS", "cts", NODE_NEXT],
    [version, "resolution node16, as an ES module", "mts", NODE_16],
    [version, "resolution node16, as CommonJS", "cts", NODE_16],
  ]),
  // TypeScript 7 no longer has node10.
  ["5.4", "module commonjs, resolution node10", "cts", COMMONJS],
  ["5.9", "module commonjs, resolution node10", "cts", COMMONJS],
  [
    "7",
    "Node's types in place of a browser's",
    "mts",
    [...NODE_NEXT, "--lib", "es2022", "--typeRoots", NODE_TYPES, "--types", "node"],
  ],
];

/** The newest compiler with what people use today. ts-jest compiles a test with node10, and CI runs all of these. */
const chosen = COMPILATIONS.filter(
  ([version, how]) => inject("everyRuntime") || (version === "7" && !how.includes("node16")),
);

/** The lines that are marked as wrong in invalid.ts. Error codes differ between compilers. */
const wrongLines = (await readFile(join(consumer, "invalid.ts"), "utf8"))
  .split("\n")
  .flatMap((line, index) => (line.includes("// wrong:") ? [`invalid.ts(${index + 1})`] : []));

beforeAll(async () => {
  // The same programs in a CommonJS package.
  for (const file of ["valid.ts", "invalid.ts"]) await copyFile(join(consumer, file), join(consumer, "commonjs", file));
});

describe.concurrent("a user's program", () => {
  test.for(chosen)("compiles without its wrong lines, with TypeScript %s and %s", async (compilation, context) => {
    const [version, , kind, options] = compilation;
    const compiler = findPlatformFile(`typescript-${version}/bin/tsc`);
    if (compiler === undefined) return context.skip(`TypeScript ${version} could not be installed`);
    const folder = kind === "cts" ? join(consumer, "commonjs") : consumer;
    const files = ["valid.ts", "invalid.ts"];
    context.expect(await listErrors(folder, compiler, [...STRICT, ...options, ...files])).toEqual(wrongLines);
  });
});

test("the wrong program misuses params, options, paths, outcomes and the mock", () => {
  expect(wrongLines).toHaveLength(5);
});

/** Lists the compiler's errors: file and line in the wrong program, the whole message anywhere else. */
async function listErrors(cwd: string, compiler: string, args: string[]): Promise<string[]> {
  const { stdout, stderr } = await run(process.execPath, [compiler, ...args], { cwd });
  const lines = `${stdout}${stderr}`
    .split("\n")
    .filter((line) => /^\S/.test(line) && !line.startsWith("Command failed"));
  return lines.map((line) => line.replace(/^(invalid\.ts\([0-9]+),[0-9]+\): error TS.*$/, "$1)"));
}
