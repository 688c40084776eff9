import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Operation } from "../../openapi/read.js";
import { constraintsOf } from "../../src/verify/operations/constraints.js";
import { operations, responseExamples } from "../../src/verify/operations/description.js";
import { type BuiltReference, buildReference } from "./support/build-reference.js";
import { hasLevel, pageFields, plain } from "./support/page-fields.js";

const SAMPLES = "contract-tests/docs/samples";

let built: BuiltReference;
let text: string;
beforeAll(async () => {
  built = await buildReference();
  text = await built.read("llms.txt");
});

test("is under 34 KB", () => {
  expect(Buffer.byteLength(text)).toBeLessThan(34_000);
});

test("begins like every llms.txt, with a title, a quoted summary, an introduction and links", async () => {
  expect(text).toMatch(/^# .+\n\n> .+\n\n(?:[^#\n].*\n\n)+## Links\n\n(?:- \[.+\]\(.+\): .+\n)+\n/);
  const links = text.split("\n## ").find((section) => section.startsWith("Links"));
  for (const [, file = ""] of links?.matchAll(/\]\((.+?)\)/g) ?? []) expect(await built.read(file)).not.toBe("");
});

test("teaches installation, ensureTwilioNumber and the command before any route", () => {
  const [guide = ""] = text.split("\n## Authentication\n");
  for (const part of [
    "npm install ",
    "hamsa.ensureTwilioNumber({",
    "`created`",
    "`attempts`",
    "--no-install hamsa-twilio add",
  ])
    expect(guide).toContain(part);
  expect(guide).not.toContain("hamsa.addTwilioNumber(");
});

test("names the operations and says that it is unofficial", () => {
  for (const { method, path } of operations) expect(text).toContain(`: \`${method} ${path}\`\n`);
  expect(text).toContain("**unofficial**");
});

describe("a field", () => {
  test.for(pageFields)(
    "$name has its meaning, limits and provenance",
    ({ operation, path, meaning, constraints, status }) => {
      const line = sectionOf(operation, status === undefined ? "Request" : `Response ${status}`)
        .split("\n")
        .find((each) => each.startsWith(`${"  ".repeat(path.length - 1)}- \`${path.at(-1)}\` (`));
      expect(plain(line ?? "")).toContain(meaning);
      const [, provenance = ""] = (line ?? "").split("Provenance: ");
      for (const { keyword, level, limit } of constraints) {
        expect({ provenance, keyword, hasLevel: hasLevel(plain(provenance), level, keyword) }).toMatchObject({
          hasLevel: true,
        });
        if (!["type", "required"].includes(keyword)) expect(line).toContain(`${keyword} \`${limit}\``);
      }
    },
  );
});

test("has every query parameter with its meaning, limits and provenance", () => {
  for (const operation of operations.filter(({ parameters }) => parameters.length > 0)) {
    const lines = sectionOf(operation, "Query").split("\n");
    for (const { name, schema } of operation.parameters) {
      const line = lines.find((each) => each.startsWith(`- \`${name}\` (`));
      expect(line).toMatch(/: .+ Provenance: /);
      for (const { keyword, limit, level } of constraintsOf(schema)) {
        expect(hasLevel(plain(line?.split("Provenance: ")[1] ?? ""), level, keyword)).toBe(true);
        if (keyword !== "type") expect(line).toContain(`${keyword} \`${limit}\``);
      }
    }
  }
});

test("has every example of every response", () => {
  for (const operation of operations) {
    for (const { status, body } of responseExamples(operation)) {
      expect(sectionOf(operation, `Response ${status}`)).toContain(JSON.stringify(body, null, 2));
    }
  }
});

test("has every sample word for word", () => {
  for (const { operationId } of operations) {
    const files = readdirSync(`${SAMPLES}/${operationId}`).map((file) => `${SAMPLES}/${operationId}/${file}`);
    for (const file of files) expect(text).toContain(readFileSync(file, "utf8").trim());
  }
});

test("has the table of errors and outcomes", () => {
  const outcomes = readFileSync("openapi/outcomes.md", "utf8").replace(/^```mermaid\n.*?^```\n/gms, "");
  expect(words(text)).toContain(words(outcomes));
});

test("names the source of each level and when it was read", () => {
  const [, sources = ""] = text.split("\n## Where each fact comes from\n");
  for (const level of ["documented", "sibling", "twilio", "inferred"]) {
    expect(sources).toMatch(new RegExp(`^\\| \`${level}\` \\|.*\\| [0-9]{4}-[0-9]{2}(?:-[0-9]{2})? \\|$`, "m"));
  }
});

test("has no token except the description's placeholder", () => {
  const secrets = [...text.matchAll(/"twilioAuthToken": "([^"]*)"/g)].map(([, secret]) => secret);
  expect(new Set(secrets)).toEqual(new Set(["your_twilio_auth_token", "$TWILIO_AUTH_TOKEN"]));
});

/** The text with all line breaks as spaces, because paragraphs are one line here. */
function words(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** The text under a heading of an operation. A response that repeats an earlier one is read there. */
function sectionOf({ path }: Operation, heading: string): string {
  const [before = "", own = ""] = text.split(`${path}\`\n`);
  const section = firstSection(own, heading);
  return section.trim() === "As above." ? firstSection(before, heading) : section;
}

function firstSection(part: string, heading: string): string {
  const [, section = ""] = part.split(`\n### ${heading}\n`);
  return section.split("\n### ")[0] ?? "";
}
