import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { expect, inject, test } from "vitest";
import { listPackedFiles } from "./support/packed-files.js";

const tarball = await readFile(inject("tarball"));
const files = await listPackedFiles(inject("tarball"));

test("publint finds no problem in the package", async () => {
  const pack = { tarball: new Uint8Array(tarball).buffer };
  const { messages, pkg } = await publint({ pack, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
});

test("types and code resolve to each other for every import and every require, in every mode", async () => {
  const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)));
  if (!analysis.types) throw new Error("the package has no types");
  expect(analysis.problems).toEqual([]);
  expect(Object.keys(analysis.entrypoints).sort()).toEqual([
    ".",
    "./attempts",
    "./openapi.json",
    "./package.json",
    "./report.schema.json",
    "./testing",
    "./types",
  ]);
});

test("only what users need is published", async () => {
  const published =
    /^(?:dist\/(?:esm|cjs)\/(?:package\.json|(?:src|generated)\/[A-Za-z0-9/-]+\.(?:js|js\.map|d\.ts))|dist\/bin\/(?:[\w-]+\.js|report\.schema\.json)|generated\/openapi\.json|dist\/llms\.txt)$/;
  const others = files.filter((file) => !published.test(file));
  expect(others.sort()).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "package.json"]);
});

test("every declaration and every source of the code is a file of src/ or generated/", async () => {
  const inPackage = (file: string) => join(inject("consumer"), "node_modules/hamsa-twilio", file);
  const declared = files
    .filter((file) => file.endsWith(".d.ts"))
    .map((file) => file.replace(/^dist\/(?:esm|cjs)\//, ""));
  const maps = files.filter((file) => file.endsWith(".js.map"));
  const sources = await Promise.all(
    maps.map(async (map) =>
      JSON.parse(await readFile(inPackage(map), "utf8")).sources.map((source: string) =>
        posix.join(posix.dirname(map), source),
      ),
    ),
  );
  const origins = new Set([...declared.map((file) => file.replace(/\.d\.ts$/, ".ts")), ...sources.flat()]);
  expect(origins).toContain("src/client/client.ts");
  expect([...origins].filter((file) => !/^(?:src|generated)\//.test(file) || !existsSync(file))).toEqual([]);
});
