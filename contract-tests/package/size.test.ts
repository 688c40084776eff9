import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, inject, test } from "vitest";

/** The maximum size of the smallest program, which has all operations, minified and gzipped. Lower it when you can. */
const MAX_BYTES = 15_400;

const SMALLEST = `
  import { createHamsaClient } from "hamsa-twilio";
  createHamsaClient().ensureTwilioNumber({}).then(console.log);
`;

describe("bundled and minified", () => {
  test(`the smallest program that makes one call has at most ${MAX_BYTES} bytes gzipped`, async () => {
    const { length } = gzipSync(await bundle(SMALLEST), { level: 9 });
    expect(length, "raise MAX_BYTES only for something that is worth it to users").toBeLessThanOrEqual(MAX_BYTES);
    expect(length, "the program is much smaller now: lower MAX_BYTES").toBeGreaterThan(MAX_BYTES - 500);
  });

  test("what the command needs for Twilio is not part of the library", async () => {
    const everything = `import * as all from "hamsa-twilio"; import * as mock from "hamsa-twilio/testing"; console.log(all, mock);`;
    expect(await bundle(everything)).not.toMatch(/IncomingPhoneNumber|incoming_phone_numbers|api\.twilio\.com/);
  });

  test("importing the package without using it adds nothing, because it has no side effects", async () => {
    expect(
      await bundle(
        `import "hamsa-twilio"; import "hamsa-twilio/testing"; import "hamsa-twilio/types"; import "hamsa-twilio/attempts";`,
      ),
    ).toBe("");
  });

  test("a program without a store includes none, and one with a store no other", async () => {
    expect(await bundle(SMALLEST)).not.toMatch(/node:fs|INSERT INTO|busy_timeout/);
    const program = `import { postgresAttempts } from "hamsa-twilio/attempts"; console.log(postgresAttempts);`;
    const code = await bundle(program);
    expect(code).toContain("INSERT INTO");
    expect(code).not.toMatch(/node:fs|busy_timeout|createHamsaClient/);
  });

  test("a program that only catches errors doesn't include the client", async () => {
    const code = await bundle(`import { HamsaError } from "hamsa-twilio"; console.log(HamsaError);`);
    expect(code).toContain("The number was not registered.");
    expect(code).not.toContain("which is never followed");
  });

  test("the mock doesn't include the client", async () => {
    const code = await bundle(`import { createMockFetch } from "hamsa-twilio/testing"; console.log(createMockFetch);`);
    expect(code).toContain("mocked");
    expect(code).not.toContain("which is never followed");
  });
});

/** Bundles a program as a user of the consumer project would. */
async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: inject("consumer") },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}
