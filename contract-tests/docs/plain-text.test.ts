import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Operation } from "../../openapi/read.js";
import { constraintsOf } from "../../src/verify/operations/constraints.js";
import { operations, responseExamples } from "../../src/verify/operations/description.js";
import { buildReference } from "./support/build-reference.js";
import { pageFields, plain, WORDS } from "./support/page-fields.js";

const SAMPLES = "contract-tests/docs/samples";

let text: string;
beforeAll(async () => {
  text = await (await buildReference()).read("llms.txt");
});

test("is under 30 KB", () => {
  expect(Buffer.byteLength(text)).toBeLessThan(30_000);
});

test("begins like every llms.txt, with a title and a quoted summary", () => {
  expect(text).toMatch(/^# .+\n\n> .+\n\n/);
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
        expect(provenance).toMatch(new RegExp(`\`${level}\`[^\`]*\\b${WORDS[keyword] ?? keyword}\\b`));
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
        expect(line).toMatch(new RegExp(`Provenance: .*\`${level}\`[^\`]*\\b${keyword}\\b`));
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
  expect(text).toContain(readFileSync("openapi/outcomes.md", "utf8").trim());
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
