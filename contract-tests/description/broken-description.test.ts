import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runTypeScript } from "../support/run.js";
import { type TreeCopy, treeCopy } from "../support/tree-copy.js";

const FILE = "openapi/openapi.yaml";

interface Break {
  readonly what: string;
  /** What is written in place of what. */
  readonly edit: readonly [string, string];
  /** Redocly's reason. */
  readonly reason: string;
}

const NO_OPENAPI: Break = {
  what: "is no OpenAPI",
  edit: ["operationId: addTwilioNumber", "operationId: 7"],
  reason: "Expected type `string` but got `integer`.",
};

const BREAKS: readonly Break[] = [
  NO_OPENAPI,
  {
    what: "is no YAML",
    edit: ["operationId: addTwilioNumber", "operationId: addTwilioNumber: twice"],
    reason: "bad indentation of a mapping entry",
  },
  {
    what: "has a level that there is not",
    edit: ["type: documented, minLength: sibling, pattern", "type: documented, minLength: rumour, pattern"],
    reason: 'x-provenance of minLength is "rumour", not one of documented, sibling, twilio, inferred',
  },
];

test.for(BREAKS)("a description that $what stops generation, and leaves generated/ as it was", async (broken) => {
  await using tree = await treeCopy();
  await tree.edit(FILE, (yaml) => yaml.replace(...broken.edit));
  const before = await generated(tree);
  const { code, stderr } = await runTypeScript(["scripts/generate.ts"], { cwd: tree.directory });
  expect(code).toBe(1);
  expect(stderr).toContain(FILE);
  expect(stderr).toContain(broken.reason);
  // Line and column: of a rule's finding before it, of a parser's behind it.
  expect(stderr).toMatch(/^ +[0-9]+:[0-9]+ +error|openapi\.yaml" \([0-9]+:[0-9]+\)/m);
  expect(stderr).not.toContain("    at ");
  expect(await generated(tree)).toEqual(before);
});

test("a broken description stops the mock before it listens", async () => {
  await using tree = await treeCopy();
  await tree.edit(FILE, (yaml) => yaml.replace(...NO_OPENAPI.edit));
  const { code, stdout, stderr } = await runTypeScript(["scripts/mock.ts"], { cwd: tree.directory });
  expect(code).toBe(1);
  expect(stdout).not.toContain("Listening");
  const yaml = await tree.read(FILE);
  const line = yaml.slice(0, yaml.indexOf(NO_OPENAPI.edit[1])).split("\n").length;
  expect(stderr).toMatch(new RegExp(`^ +${line}:20 +error .*${NO_OPENAPI.reason}`, "m"));
});

/** Everything in generated/, by file name. */
async function generated(tree: TreeCopy): Promise<Record<string, string>> {
  const files = (await readdir(join(tree.directory, "generated"), { recursive: true })).filter((name) =>
    /\./.test(name),
  );
  const texts = await Promise.all(files.map((file) => tree.read(join("generated", file))));
  return Object.fromEntries(files.map((file, n) => [file, texts[n] ?? ""]));
}
