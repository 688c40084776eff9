import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Description } from "../../openapi/read.js";
import { bundle } from "../../scripts/generation/bundle.js";
import { buildConstants } from "../../scripts/generation/constants.js";

const SECRET = { type: "string", description: "A secret.", "x-secret": true, writeOnly: true, examples: ["a-secret"] };
const OBJECT = { type: "object", description: "An object.", properties: { sipPassword: SECRET } };
const LIST = { type: "array", description: "A list.", items: { ...OBJECT, properties: { signingSecret: SECRET } } };

/** The same JSON with the level of its source. */
const markInferred = (value: unknown) =>
  JSON.parse(JSON.stringify(value).replaceAll('"type"', '"x-provenance":"inferred","type"'));

test("secrets at any depth of a request are generated for the client, which redacts them", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hamsa-secrets-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const nested = `trunk: ${JSON.stringify(markInferred(OBJECT))}\n        webhooks: ${JSON.stringify(markInferred(LIST))}`;
  const yaml = await readFile("openapi/openapi.yaml", "utf8");
  await writeFile(join(folder, "changed.yaml"), yaml.replace(/ {8}phoneNumber:\n/, `        ${nested}\n$&`));
  const [changed] = await bundle([join(folder, "changed.yaml")], folder);
  const constants = buildConstants(changed as Description);
  const [, names = ""] = /secretProperties: readonly string\[\] = (\[.*\])/.exec(constants) ?? [];
  expect(JSON.parse(names)).toEqual(["sipPassword", "signingSecret", "twilioAuthToken"]);
});
