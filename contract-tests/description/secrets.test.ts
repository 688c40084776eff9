import { expect, test } from "vitest";
import { secretProperties } from "../../generated/constants.js";
import { type Document, listSecretNames, partAt, readDescription } from "../../openapi/read.js";
import { description } from "../../src/verify/operations/description.js";
import { findSecretProperties } from "../../src/verify/probes/plan.js";

const SECRET = { type: "string", "x-secret": true, writeOnly: true, "x-provenance": "inferred" };

/** The description with a secret in an object, and in the objects of a list, within the request. */
function withNestedSecrets(): Document {
  const changed = structuredClone(description.document);
  const properties = partAt(changed, "#/components/schemas/AddTwilioNumberRequest/properties") as Record<
    string,
    unknown
  >;
  properties.trunk = { type: "object", properties: { sipPassword: SECRET } };
  properties.webhooks = { type: "array", items: { type: "object", properties: { signingSecret: SECRET } } };
  return changed;
}

const changed = readDescription(withNestedSecrets());

test("secrets at any depth are generated for the client, which redacts them", () => {
  expect(secretProperties).toEqual(listSecretNames(description.document));
  expect(listSecretNames(changed.document)).toEqual(["twilioAuthToken", "sipPassword", "signingSecret"]);
});

test("secrets at any depth are found for the verification, which looks for them in every response", () => {
  const [registration] = changed.operations;
  const secrets = registration?.request === undefined ? [] : findSecretProperties(registration.request.schema);
  expect(secrets.map(({ path }) => path.join("."))).toEqual([
    "twilioAuthToken",
    "trunk.sipPassword",
    "webhooks.[].signingSecret",
  ]);
});
