import { expect, test } from "vitest";
import { at } from "../../src/verify/operations/description.js";

/** The description with a constraint that it does not have today; this file's modules alone see it. */
const request = at("#/components/schemas/AddTwilioNumberRequest") as Record<string, unknown> & {
  properties: Record<string, Record<string, unknown>>;
  "x-provenance": Record<string, unknown>;
};
Object.assign(request.properties.label ?? {}, {
  maxLength: 80,
  "x-provenance": { type: "documented", minLength: "sibling", maxLength: "sibling", "x-echoes": "inferred" },
});
request.additionalProperties = false;
request["x-provenance"].additionalProperties = "inferred";
const number = at("#/components/schemas/TwilioNumber/properties/numberSid") as Record<string, unknown>;
number.maxLength = 34;
number["x-provenance"] = { ...Object(number["x-provenance"]), maxLength: "twilio" };

// Loaded after the change, as they are after an edit of openapi.yaml.
const { checks } = await import("../../src/verify/checks/checks.js");
const { failuresOf } = await import("./mutants/verdicts-on.js");
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

test.for(NEW)("a new constraint yields its check: %s", ([id, level, clause]) => {
  expect(checks.find((check) => check.id === id)).toMatchObject({ level, clause });
});

test.for(NEW)("a new constraint yields the mutant that proves it: %s", async ([id]) => {
  const mutants = [...families.answers, ...families.requests].filter(({ caughtBy }) => caughtBy.includes(id));
  expect(mutants).not.toEqual([]);
  for (const { provider, caughtBy } of mutants) expect(await failuresOf(provider)).toEqual([...caughtBy].sort());
});

test("the reference provider keeps a new constraint without being told", async () => {
  expect(await failuresOf(referenceProvider())).toEqual([]);
});
