import { describe, expect, inject, test } from "vitest";
import { checks } from "./checks/checks.js";
import { conformingVariants } from "./mutants/conforming-variants.js";
import { mutants } from "./mutants/mutants.js";
import { brokenOf, failuresOf, verdictsOn } from "./mutants/trial.js";
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

describe("Prism's mock", () => {
  test.for([false, true])("fails no check (safe mode: %s)", async (safe) => {
    expect(brokenOf(await verdictsOn(inject("prismUrl"), { safe }))).toEqual([]);
  });

  test("is told not to be judged where it can't do better", async () => {
    const verdicts = await verdictsOn(inject("prismUrl"));
    const unjudged = [
      ...["bare-key", "bearer", "empty-key", "wrong-key"].map((name) => `authentication/${name}`),
      ...["number", "label", "numberSid"].map((name) => `AddTwilioNumberResponse.data.${name}/x-echoes`),
    ];
    for (const id of unjudged) {
      expect(verdicts.get(id), id).toMatchObject({ is: "not judged", why: expect.stringContaining("static mock") });
    }
  });

  test("is never believed when Prism itself answers", async () => {
    const verdicts = await verdictsOn(inject("prismUrl"));
    for (const id of ["protocol/unknown-path", "protocol/wrong-method", "protocol/malformed-json"]) {
      expect(verdicts.get(id), id).toMatchObject({ is: "not judged", why: expect.stringContaining("Prism") });
    }
  });

  test("is judged in what it can do", async () => {
    const verdicts = await verdictsOn(inject("prismUrl"));
    for (const id of ["200/status", "authentication/no-header", "AddTwilioNumberRequest.label/required"]) {
      expect(verdicts.get(id), id).toMatchObject({ is: "kept" });
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
