import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describedAnswers, registration } from "../support/description.js";
import { type BuiltReference, builtReference } from "./support/built-reference.js";
import { plain, shownFields, WORDS } from "./support/shown-fields.js";

const SAMPLES = "contract-tests/docs/samples";

let built: BuiltReference;
let text: string;
beforeAll(async () => {
  built = await builtReference();
  text = await built.read("llms.txt");
});
afterAll(() => built[Symbol.asyncDispose]());

test("is under 20 KB", () => {
  expect(Buffer.byteLength(text)).toBeLessThan(20_000);
});

test("begins as llms.txt does: a title and a quoted summary", () => {
  expect(text).toMatch(/^# .+\n\n> .+\n\n/);
});

test("names the operation, and that nobody official speaks", () => {
  expect(text).toContain(`\`${registration.method} ${registration.path}\``);
  expect(text).toContain("**unofficial**");
});

describe("a field", () => {
  test.for(shownFields)(
    "$name is told with meaning, bounds and provenance",
    ({ path, meaning, constraints, status }) => {
      const line = sectionOf(status === undefined ? "Request" : `Answer ${status}`)
        .split("\n")
        .find((each) => each.startsWith(`${"  ".repeat(path.length - 1)}- \`${path.at(-1)}\` (`));
      expect(plain(line ?? "")).toContain(meaning);
      const [, provenance = ""] = (line ?? "").split("Provenance: ");
      for (const { keyword, level, limit } of constraints) {
        expect(provenance).toMatch(new RegExp(`\`${level}\`[^\`]*\\b${WORDS[keyword] ?? keyword}\\b`));
        if (!["type", "required"].includes(keyword)) expect(line).toContain(`${keyword} \`${limit}\``);
      }
    },
  );
});

test("has every example of every answer", () => {
  for (const { status, body } of describedAnswers()) {
    expect(sectionOf(`Answer ${status}`)).toContain(JSON.stringify(body, null, 2));
  }
});

test("has every sample as the file has it", () => {
  for (const file of readdirSync(SAMPLES)) expect(text).toContain(readFileSync(`${SAMPLES}/${file}`, "utf8").trim());
});

test("has the table of errors and outcomes", () => {
  expect(text).toContain(readFileSync("openapi/outcomes.md", "utf8").trim());
});

test("says which source each level rests on, and when it was read", () => {
  const [, sources = ""] = text.split("\n## Where each fact comes from\n");
  for (const level of ["documented", "sibling", "twilio", "inferred"]) {
    expect(sources).toMatch(new RegExp(`^\\| \`${level}\` \\|.*\\| [0-9]{4}-[0-9]{2}(?:-[0-9]{2})? \\|$`, "m"));
  }
});

test("shows no token but the description's placeholder", () => {
  const secrets = [...text.matchAll(/"twilioAuthToken": "([^"]*)"/g)].map(([, secret]) => secret);
  expect(new Set(secrets)).toEqual(new Set(["your_twilio_auth_token", "$TWILIO_AUTH_TOKEN"]));
});

function sectionOf(heading: string): string {
  const [, section = ""] = text.split(`\n### ${heading}\n`);
  return section.split("\n### ")[0] ?? "";
}
