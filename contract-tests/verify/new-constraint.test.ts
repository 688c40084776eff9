import { afterAll, expect, test, vi } from "vitest";

// What this file changes must not reach other files, so it starts and ends with fresh modules.
vi.resetModules();
afterAll(() => {
  vi.resetModules();
});

const { schemas } = await import("../../src/verify/operations/description.js");

/** The description with constraints that it doesn't have today. */
const request = schemas.AddTwilioNumberRequest?.keywords as unknown as Record<string, unknown> & {
  properties: Record<string, Record<string, unknown>>;
  "x-provenance": Record<string, unknown>;
};
Object.assign(request.properties.label ?? {}, {
  maxLength: 80,
  "x-provenance": { type: "documented", minLength: "sibling", maxLength: "sibling", "x-echoes": "inferred" },
});
request.additionalProperties = false;
request["x-provenance"].additionalProperties = "inferred";
const number = schemas.TwilioNumber?.properties?.numberSid?.keywords as Record<string, unknown>;
number.maxLength = 34;
number["x-provenance"] = { ...Object(number["x-provenance"]), maxLength: "twilio" };

// Loaded after the change, as they are after an edit of openapi.yaml.
const { checks } = await import("../../src/verify/checks/checks.js");
const { findFailures, verifyProvider } = await import("./mutants/run-verification.js");
const { changeReply, rewriteJson, whenStatus } = await import("./mutants/mutant.js");
const { families } = await import("./mutants/mutants.js");
const { referenceProvider } = await import("./reference/provider.js");

const NEW = [
  [
    "AddTwilioNumberRequest.label/maxLength",
    "sibling",
    "#/components/schemas/AddTwilioNumberRequest/properties/label/maxLength",
  ],
  [
    "AddTwilioNumberRequest/additionalProperties",
    "inferred",
    "#/components/schemas/AddTwilioNumberRequest/additionalProperties",
  ],
  [
    "AddTwilioNumberResponse.data.numberSid/maxLength",
    "twilio",
    "#/components/schemas/TwilioNumber/properties/numberSid/maxLength",
  ],
] as const;

test.for(NEW)("a new constraint yields its check: %s", ([id, level, pointer]) => {
  expect(checks.find((check) => check.id === id)).toMatchObject({ level, pointer });
});

test.for(NEW)("a new constraint yields the mutant that proves it: %s", async ([id]) => {
  const mutants = [...families.responses, ...families.requests].filter(({ caughtBy }) => caughtBy.includes(id));
  expect(mutants).not.toEqual([]);
  for (const { provider, caughtBy } of mutants) expect(await findFailures(provider)).toEqual([...caughtBy].sort());
});

test("the reference provider keeps a new constraint without a change", async () => {
  expect(await findFailures(referenceProvider())).toEqual([]);
});

test.for([
  ["missed if the value is null", null, true],
  ["exercised by a string", "PN", false],
] as const)("a new limit of a length is %s", async ([, numberSid, isMissed]) => {
  const rewrite = rewriteJson((value) => ({ ...Object(value), data: { ...Object(value).data, numberSid } }));
  const { coverage } = await verifyProvider(changeReply("", whenStatus(200), rewrite, []).provider);
  const missed = coverage.find(({ kind }) => kind === "constraints")?.missed;
  expect(missed?.includes("AddTwilioNumberResponse.data.numberSid/maxLength")).toBe(isMissed);
});
