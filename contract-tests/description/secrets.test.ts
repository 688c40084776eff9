import { expect, test } from "vitest";
import { partAt, readDescription } from "../../openapi/read.js";
import { description } from "../../src/verify/operations/description.js";
import { findSecretProperties } from "../../src/verify/probes/plan.js";
import { runTypeScript } from "../support/run.js";
import { copyTree } from "../support/tree-copy.js";

const REQUEST = "#/components/schemas/AddTwilioNumberRequest/properties";
const SECRET = { type: "string", description: "A secret.", "x-secret": true, writeOnly: true, examples: ["a-secret"] };
const OBJECT = { type: "object", description: "An object.", properties: { sipPassword: SECRET } };
const LIST = { type: "array", description: "A list.", items: { ...OBJECT, properties: { signingSecret: SECRET } } };

/** The same JSON with the level of its source. */
const markInferred = (value: unknown) =>
  JSON.parse(JSON.stringify(value).replaceAll('"type"', '"x-provenance":"inferred","type"'));

test("secrets at any depth of a request are generated for the client, which redacts them", async () => {
  await using tree = await copyTree();
  const nested = `trunk: ${JSON.stringify(markInferred(OBJECT))}\n        webhooks: ${JSON.stringify(markInferred(LIST))}`;
  await tree.edit("openapi/openapi.yaml", (yaml) => yaml.replace(/ {8}phoneNumber:\n/, `        ${nested}\n$&`));
  expect(await runTypeScript(["scripts/generate.ts"], { cwd: tree.directory })).toMatchObject({ code: 0, stderr: "" });
  const constants = await tree.read("generated/constants.ts");
  const [, names = ""] = /secretProperties: readonly string\[\] = (\[.*\])/.exec(constants) ?? [];
  expect(JSON.parse(names)).toEqual(["sipPassword", "signingSecret", "twilioAuthToken"]);
});

test("secrets at any depth of a request are looked for in every response by the verification", () => {
  const changed = structuredClone(description.document);
  Object.assign(partAt(changed, REQUEST) as object, { trunk: markInferred(OBJECT), webhooks: markInferred(LIST) });
  const [{ request } = { request: undefined }] = readDescription(changed).operations;
  const secrets = request === undefined ? [] : findSecretProperties(request.schema);
  expect(secrets.map(({ path }) => path.join("."))).toEqual([
    "twilioAuthToken",
    "trunk.sipPassword",
    "webhooks.[].signingSecret",
  ]);
});
