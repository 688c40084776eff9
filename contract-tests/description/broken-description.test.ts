import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runTypeScript } from "../support/run.js";
import { copyTree, type TreeCopy } from "../support/tree-copy.js";

const FILE = "openapi/openapi.yaml";

interface Break {
  readonly what: string;
  /** The text to replace, and its replacement. */
  readonly edit: readonly [string, string];
  /** The reason that Redocly prints. */
  readonly reason: string;
}

const NOT_OPENAPI: Break = {
  what: "is not OpenAPI",
  edit: ["operationId: addTwilioNumber", "operationId: 7"],
  reason: "Expected type `string` but got `integer`.",
};

const BREAKS: readonly Break[] = [
  NOT_OPENAPI,
  {
    what: "is not YAML",
    edit: ["operationId: addTwilioNumber", "operationId: addTwilioNumber: twice"],
    reason: "bad indentation of a mapping entry",
  },
  {
    what: "has an unknown level",
    edit: ["type: documented, minLength: sibling, pattern", "type: documented, minLength: rumour, pattern"],
    reason: 'x-provenance of minLength is "rumour", not one of documented, sibling, twilio, inferred',
  },
];

test.for(BREAKS)("a description that $what stops generation and leaves generated/ as it was", async (broken) => {
  await using tree = await copyTree();
  await tree.edit(FILE, (yaml) => yaml.replace(...broken.edit));
  const before = await readGenerated(tree);
  const { code, stderr } = await runTypeScript(["scripts/generate.ts"], { cwd: tree.directory });
  expect(code).toBe(1);
  expect(stderr).toContain(FILE);
  expect(stderr).toContain(broken.reason);
  // Line and column, which rules print before the reason and parsers after it.
  expect(stderr).toMatch(/^ +[0-9]+:[0-9]+ +error|openapi\.yaml" \([0-9]+:[0-9]+\)/m);
  expect(stderr).not.toContain("    at ");
  expect(await readGenerated(tree)).toEqual(before);
});

test("a broken description stops the mock before it listens", async () => {
  await using tree = await copyTree();
  await tree.edit(FILE, (yaml) => yaml.replace(...NOT_OPENAPI.edit));
  const { code, stdout, stderr } = await runTypeScript(["scripts/mock.ts"], { cwd: tree.directory });
  expect(code).toBe(1);
  expect(stdout).not.toContain("Listening");
  const yaml = await tree.read(FILE);
  const line = yaml.slice(0, yaml.indexOf(NOT_OPENAPI.edit[1])).split("\n").length;
  expect(stderr).toMatch(new RegExp(`^ +${line}:20 +error .*${NOT_OPENAPI.reason}`, "m"));
});

/** The contents of generated/, by file name. */
async function readGenerated(tree: TreeCopy): Promise<Record<string, string>> {
  const files = (await readdir(join(tree.directory, "generated"), { recursive: true })).filter((name) =>
    /\./.test(name),
  );
  const contents = await Promise.all(files.map((file) => tree.read(join("generated", file))));
  return Object.fromEntries(files.map((file, n) => [file, contents[n] ?? ""]));
}
