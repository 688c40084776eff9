import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { bundle } from "../../scripts/generation/bundle.js";
import { runTypeScript } from "../support/run.js";
import { copyTree, type TreeCopy } from "../support/tree-copy.js";

const FILE = "openapi/openapi.yaml";

interface Break {
  /** The text to replace, and its replacement. */
  readonly edit: readonly [string, string];
  /** The reason that Redocly prints. */
  readonly reason: string;
}

const NOT_YAML: Break = {
  edit: ["operationId: addTwilioNumber", "operationId: addTwilioNumber: twice"],
  reason: "bad indentation of a mapping entry",
};

const NOT_OPENAPI: Break = {
  edit: ["operationId: addTwilioNumber", "operationId: 7"],
  reason: "Expected type `string` but got `integer`.",
};

const UNKNOWN_LEVEL: Break = {
  edit: ["type: documented, minLength: sibling, pattern", "type: documented, minLength: rumour, pattern"],
  reason: 'x-provenance of minLength is "rumour", not one of documented, sibling, twilio, inferred',
};

test("a description with an unknown level stops generation and leaves generated/ as it was", async () => {
  await using tree = await copyTree();
  await tree.edit(FILE, (yaml) => yaml.replace(...UNKNOWN_LEVEL.edit));
  const before = await readGenerated(tree);
  const { code, stderr } = await runTypeScript(["scripts/generate.ts"], { cwd: tree.directory });
  expect(code).toBe(1);
  expectExplained(stderr, UNKNOWN_LEVEL);
  expect(await readGenerated(tree)).toEqual(before);
});

test("a description that is not OpenAPI stops the mock before it listens", async () => {
  await using tree = await copyTree();
  await tree.edit(FILE, (yaml) => yaml.replace(...NOT_OPENAPI.edit));
  const { code, stdout, stderr } = await runTypeScript(["scripts/mock.ts"], { cwd: tree.directory });
  expect(code).toBe(1);
  expect(stdout).not.toContain("Listening");
  expectExplained(stderr, NOT_OPENAPI);
  const yaml = await tree.read(FILE);
  const line = yaml.slice(0, yaml.indexOf(NOT_OPENAPI.edit[1])).split("\n").length;
  expect(stderr).toMatch(new RegExp(`^ +${line}:20 +error .*${NOT_OPENAPI.reason}`, "m"));
});

// Both of them stop because of the function that they call first.
test.for([
  ["is not YAML", NOT_YAML],
  ["is not OpenAPI", NOT_OPENAPI],
] as const)("a description that %s is explained and not bundled", async ([, broken]) => {
  const folder = await mkdtemp(join(tmpdir(), "hamsa-broken-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "openapi"));
  await writeFile(join(folder, FILE), (await readFile(FILE, "utf8")).replace(...broken.edit));
  const error: unknown = await bundle([join(folder, FILE)], folder).catch((error) => error);
  expect(error).toMatchObject({ name: "CommandError", exitCode: 1 });
  expectExplained(String(error), broken);
  expect(await readdir(folder)).toEqual(["openapi"]);
});

/** Expects the file, the place in it and the reason, without a stack. */
function expectExplained(printed: string, { reason }: Break): void {
  expect(printed).toContain(FILE);
  expect(printed).toContain(reason);
  // Line and column, which rules print before the reason and parsers after it.
  expect(printed).toMatch(/^ +[0-9]+:[0-9]+ +error|openapi\.yaml" \([0-9]+:[0-9]+\)/m);
  expect(printed).not.toContain("    at ");
}

/** The contents of generated/, by file name. */
async function readGenerated(tree: TreeCopy): Promise<Record<string, string>> {
  const files = (await readdir(join(tree.directory, "generated"), { recursive: true })).filter((name) =>
    /\./.test(name),
  );
  const contents = await Promise.all(files.map((file) => tree.read(join("generated", file))));
  return Object.fromEntries(files.map((file, n) => [file, contents[n] ?? ""]));
}
