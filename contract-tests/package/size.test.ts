import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, inject, test } from "vitest";

/** The most that the smallest program may weigh, which has all operations, minified and gzipped: a promise to users. Lower it when you can. */
const MOST_BYTES = 12_910;

const SMALLEST = `
  import { createHamsaClient } from "hamsa-twilio";
  createHamsaClient().ensureTwilioNumber({}).then(console.log);
`;

describe("bundled and minified", () => {
  test(`the smallest program that makes one call weighs at most ${MOST_BYTES} bytes gzipped`, async () => {
    const { length } = gzipSync(await bundled(SMALLEST), { level: 9 });
    expect(length, "raise MOST_BYTES only for something that is worth it to users").toBeLessThanOrEqual(MOST_BYTES);
    expect(length, "the bound is no longer near: lower MOST_BYTES").toBeGreaterThan(MOST_BYTES - 500);
  });

  test("what the command asks Twilio is no part of the library", async () => {
    const everything = `import * as all from "hamsa-twilio"; import * as mock from "hamsa-twilio/testing"; console.log(all, mock);`;
    expect(await bundled(everything)).not.toMatch(/IncomingPhoneNumber|incoming_phone_numbers|api\.twilio\.com/);
  });

  test("importing the package for nothing costs nothing: it has no side effects", async () => {
    expect(await bundled(`import "hamsa-twilio"; import "hamsa-twilio/testing"; import "hamsa-twilio/types";`)).toBe(
      "",
    );
  });

  test("a program that catches errors but makes no call carries no client", async () => {
    const code = await bundled(`import { HamsaError } from "hamsa-twilio"; console.log(HamsaError);`);
    expect(code).toContain("The number was not registered.");
    expect(code).not.toContain("which is never followed");
  });

  test("the mock carries no client", async () => {
    const code = await bundled(`import { createMockFetch } from "hamsa-twilio/testing"; console.log(createMockFetch);`);
    expect(code).toContain("mocked");
    expect(code).not.toContain("which is never followed");
  });
});

/** What a user's bundler makes of a program in the consumer project. */
async function bundled(contents: string): Promise<string> {
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
