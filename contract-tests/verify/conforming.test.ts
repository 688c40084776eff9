import { readdir, readFile } from "node:fs/promises";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { checks } from "../../src/verify/checks/checks.js";
import { subjects } from "../../src/verify/operations/operations.js";
import { badCredentials, credentialId } from "../../src/verify/probes/bad-credentials.js";
import { advisedVariants, conformingVariants } from "./mutants/conforming-variants.js";
import { frameworks } from "./mutants/frameworks.js";
import type { Mutant } from "./mutants/mutant.js";
import { families, mutants } from "./mutants/mutants.js";
import { findFailures, listFailed, verifyProvider, verifyTarget } from "./mutants/run-verification.js";
import { referenceProvider } from "./reference/provider.js";

test("the reference provider fails no check", async () => {
  expect(await findFailures(referenceProvider())).toEqual([]);
});

test("the reference provider fails no check in safe mode", async () => {
  expect(await findFailures(referenceProvider(), { safe: true })).toEqual([]);
});

describe("a conforming provider fails no check", () => {
  const byName = conformingVariants.map((variant) => [variant.name, variant] as const);
  test.for(byName)("though it %s", async ([, { provider }]) => {
    expect(await findFailures(provider)).toEqual([]);
  });
});

describe("an honest provider gets nothing but advice", () => {
  test.for(advisedVariants.map((variant) => [variant.name, variant] as const))("if it %s", async ([, variant]) => {
    const { results } = await verifyProvider(variant.provider, {}, true);
    const failed = results.filter(({ status }) => status === "failed");
    expect(failed.map(({ check }) => check.id)).toEqual(variant.caughtBy);
    expect(new Set(failed.map(({ check }) => check.level))).toEqual(new Set(["inferred"]));
  });
});

describe.for(frameworks)("a conforming provider in the style of $name", ({ provider, advice }) => {
  test(
    advice.length === 0 ? "fails no check, strict or not" : `gets advice with a reason: ${advice.join(", ")}`,
    async () => {
      const { results } = await verifyProvider(provider, {}, true);
      const failed = results.filter(({ status }) => status === "failed" || status === "advice");
      expect(failed.map(({ check }) => check.id).sort()).toEqual([...advice].sort());
      for (const { check, reason } of failed) expect([check.level, reason]).toEqual(["inferred", expect.any(String)]);
    },
  );
});

test("a verification sends fewer than 35 requests an operation, and fewer still in safe mode", async () => {
  const full = await verifyProvider(referenceProvider());
  const safe = await verifyProvider(referenceProvider(), { safe: true });
  expect(full.exchanges.length).toBeLessThan(35 * subjects.length);
  expect(safe.exchanges.length).toBeLessThan(full.exchanges.length);
});

describe("Prism's mock", () => {
  let verification: Awaited<ReturnType<typeof verifyTarget>>;
  beforeAll(async () => {
    verification = await verifyTarget(inject("prismUrl"));
  });

  test("registers nothing, because it stores nothing", () => {
    expect(verification.registrations).toEqual([]);
  });

  test("fails no check", () => {
    expect(listFailed(verification)).toEqual([]);
  });

  test("fails no check in safe mode", async () => {
    expect(listFailed(await verifyTarget(inject("prismUrl"), { safe: true }))).toEqual([]);
  });

  test("is skipped where it can't do better", () => {
    const { results } = verification;
    const skipped = [
      ...subjects.flatMap((subject) =>
        badCredentials.filter(({ name }) => name !== "no-header").map((each) => credentialId(subject, each)),
      ),
      ...["number", "label", "numberSid"].map((name) => `AddTwilioNumberResponse.data.${name}/x-echoes`),
    ];
    for (const id of skipped) {
      expect(
        results.find(({ check }) => check.id === id),
        id,
      ).toMatchObject({ status: "skipped", reason: expect.stringContaining("static mock") });
    }
  });

  test("is never believed when Prism responds itself", () => {
    const { results } = verification;
    for (const id of [
      "protocol/unknown-path",
      "addTwilioNumber.protocol/wrong-method",
      "addTwilioNumber.protocol/malformed-json",
    ]) {
      expect(
        results.find(({ check }) => check.id === id),
        id,
      ).toMatchObject({ status: "skipped", reason: expect.stringContaining("Prism") });
    }
  });

  test("passes where it can do better", () => {
    const { results } = verification;
    for (const id of [
      "addTwilioNumber.200/status",
      "addTwilioNumber.authentication/no-header",
      "AddTwilioNumberRequest.label/required",
    ]) {
      expect(
        results.find(({ check }) => check.id === id),
        id,
      ).toMatchObject({ status: "passed" });
    }
  });
});

test("every check catches a mutant", async () => {
  // Of the mutants that name a check not seen failing yet, one is enough: most are named by several.
  const seen = new Set<string>();
  for (const { id } of checks) {
    const mutant = seen.has(id) ? undefined : mutants.find(({ caughtBy }) => caughtBy.includes(id));
    for (const failed of mutant === undefined ? [] : await findFailures(mutant.provider)) seen.add(failed);
  }
  expect(checks.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
}, 60_000);

test("every list of mutants is in a family, and every family has its test file", async () => {
  const folder = new URL("./mutants/", import.meta.url);
  const files = (await readdir(folder)).filter((file) => file !== "conforming-variants.ts");
  const modules = await Promise.all(files.map((file) => import(new URL(file, folder).href)));
  const isMutant = (value: unknown): value is Mutant =>
    typeof Object(value).provider === "function" && "caughtBy" in Object(value);
  const exported = modules
    .flatMap((module) => Object.values(module))
    .flatMap((value) => (Array.isArray(value) ? value.filter(isMutant) : []));
  expect(exported.length).toBeGreaterThan(100);
  expect(exported.filter((mutant) => !mutants.includes(mutant)).map(({ name }) => name)).toEqual([]);
  for (const family of Object.keys(families)) {
    const text = await readFile(new URL(`./mutants-of-${family}.test.ts`, import.meta.url), "utf8");
    expect(text).toContain(`families.${family}`);
  }
});

test("no two checks, and no two mutants, have a name in common", () => {
  for (const names of [checks.map(({ id }) => id), mutants.map(({ name }) => name)]) {
    expect(names).toEqual([...new Set(names)]);
  }
});
