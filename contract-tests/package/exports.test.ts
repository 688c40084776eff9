import { readFile } from "node:fs/promises";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { expect, inject, test } from "vitest";
import { packedFiles } from "./support/packed-files.js";

const tarball = await readFile(inject("tarball"));

test("publint finds nothing to say about the package", async () => {
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
    "./openapi.json",
    "./package.json",
    "./report.schema.json",
    "./testing",
    "./types",
  ]);
});

test("nothing is published but what users need", async () => {
  const published =
    /^(?:dist\/(?:esm|cjs)\/(?:package\.json|(?:src|generated)\/[A-Za-z0-9/-]+\.(?:js|js\.map|d\.ts))|dist\/bin\/(?:hamsa-twilio\.js|report\.schema\.json)|generated\/openapi\.json)$/;
  const others = (await packedFiles(inject("tarball"))).filter((file) => !published.test(file));
  expect(others.sort()).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "package.json"]);
});
