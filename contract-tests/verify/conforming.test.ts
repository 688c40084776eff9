import { describe, expect, inject, test } from "vitest";
import { checks } from "../../src/verify/checks/checks.js";
import { subjects } from "../../src/verify/operations/operations.js";
import { badCredentials, credentialId } from "../../src/verify/probes/bad-credentials.js";
import { conformingVariants } from "./mutants/conforming-variants.js";
import { frameworks } from "./mutants/frameworks.js";
import { mutants } from "./mutants/mutants.js";
import { brokenIn, failuresOf, findingsOf, findingsOn } from "./mutants/verdicts-on.js";
import { referenceProvider } from "./reference/provider.js";

test("the reference provider fails no check", async () => {
  expect(await failuresOf(referenceProvider())).toEqual([]);
});

test("the reference provider fails no check in safe mode", async () => {
  expect(await failuresOf(referenceProvider(), { safe: true })).toEqual([]);
});

describe("a conforming provider fails no check", () => {
  const byName = conformingVariants.map((variant) => [variant.name, variant] as const);
  test.for(byName)("though it %s", async ([, { provider }]) => {
    expect(await failuresOf(provider)).toEqual([]);
  });
});

describe.for(frameworks)("a conforming provider in the style of $name", ({ provider, advice }) => {
  test(
    advice.length === 0 ? "fails no check, strict or not" : `gets advice, and why: ${advice.join(", ")}`,
    async () => {
      const { judged } = await findingsOf(provider, {}, true);
      const broken = judged.filter(({ is }) => is === "broken");
      expect(broken.map(({ check }) => check.id).sort()).toEqual([...advice].sort());
      for (const { check, why } of broken) expect([check.level, why]).toEqual(["inferred", expect.any(String)]);
    },
  );
});

test("a verification sends fewer than 35 requests an operation, and fewer still in safe mode", async () => {
  const full = await findingsOf(referenceProvider());
  const safe = await findingsOf(referenceProvider(), { safe: true });
  expect(full.exchanges.length).toBeLessThan(35 * subjects.length);
  expect(safe.exchanges.length).toBeLessThan(full.exchanges.length);
});

describe("Prism's mock", () => {
  test.for([false, true])("fails no check (safe mode: %s)", async (safe) => {
    expect(brokenIn(await findingsOn(inject("prismUrl"), { safe }))).toEqual([]);
  });

  test("is told not to be judged where it can't do better", async () => {
    const { judged } = await findingsOn(inject("prismUrl"));
    const unjudged = [
      ...subjects.flatMap((subject) =>
        badCredentials.filter(({ name }) => name !== "no-header").map((each) => credentialId(subject, each)),
      ),
      ...["number", "label", "numberSid"].map((name) => `AddTwilioNumberResponse.data.${name}/x-echoes`),
    ];
    for (const id of unjudged) {
      expect(
        judged.find(({ check }) => check.id === id),
        id,
      ).toMatchObject({ is: "not judged", why: expect.stringContaining("static mock") });
    }
  });

  test("is never believed when Prism itself answers", async () => {
    const { judged } = await findingsOn(inject("prismUrl"));
    for (const id of [
      "protocol/unknown-path",
      "addTwilioNumber.protocol/wrong-method",
      "addTwilioNumber.protocol/malformed-json",
    ]) {
      expect(
        judged.find(({ check }) => check.id === id),
        id,
      ).toMatchObject({ is: "not judged", why: expect.stringContaining("Prism") });
    }
  });

  test("is judged in what it can do", async () => {
    const { judged } = await findingsOn(inject("prismUrl"));
    for (const id of [
      "addTwilioNumber.200/status",
      "addTwilioNumber.authentication/no-header",
      "AddTwilioNumberRequest.label/required",
    ]) {
      expect(
        judged.find(({ check }) => check.id === id),
        id,
      ).toMatchObject({ is: "kept" });
    }
  });
});

test.for(checks.map(({ id }) => id))("some mutant proves the check %s", (id) => {
  expect(mutants.filter(({ caughtBy }) => caughtBy.includes(id)).map(({ name }) => name)).not.toEqual([]);
});

test("no two checks, and no two mutants, have a name in common", () => {
  for (const names of [checks.map(({ id }) => id), mutants.map(({ name }) => name)]) {
    expect(names).toEqual([...new Set(names)]);
  }
});
