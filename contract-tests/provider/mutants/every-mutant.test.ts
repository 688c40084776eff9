import { describe, test } from "vitest";
import { families } from "./mutants.js";
import { failuresOf } from "./trial.js";

describe.each(Object.entries(families))("mutants: %s", (_, mutants) => {
  const byName = mutants.map((mutant) => [mutant.name, mutant] as const);
  test.concurrent.for(byName)("catches a provider that %s", async ([, { provider, caughtBy }], { expect }) => {
    expect(await failuresOf(provider)).toEqual([...caughtBy].sort());
  });
});
