import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findChangelogProblem, findReleaseProblem, findVersionProblem, parseSections } from "../support/changelog.js";

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
const { version } = JSON.parse(read("package.json")) as { version: string };

const repository = { url: "git+https://github.com/acme/hamsa-twilio.git" };
const RELEASED = "# Changelog\n\n## 1.2.3 - 2026-11-22\n\n- Something.\n\n## 1.2.2 - 2026-11-01\n\n- Else.\n";

describe("CHANGELOG.md", () => {
  test("has a line for users in every section, newest first", () => {
    const sections = parseSections(read("CHANGELOG.md"));
    expect(sections.filter(({ lines }) => lines.length === 0)).toEqual([]);
    const dates = sections.map(({ date }) => date ?? "9999-12-31");
    expect(dates).toEqual([...dates].sort().reverse());
  });

  test("has the version of package.json as its newest release, if there is one", () => {
    expect(findVersionProblem(version, read("CHANGELOG.md"))).toBeUndefined();
  });

  test.for(["1.2.2", "1.2.4", "2.0.0"])("doesn't allow %s in package.json after a release of 1.2.3", (wrong) => {
    const changelog = `# Changelog\n\n## Unreleased\n\n- More.\n\n${RELEASED}`;
    expect(findVersionProblem("1.2.3", changelog)).toBeUndefined();
    expect(findVersionProblem(wrong, changelog)).toContain(`package.json says ${wrong}`);
  });

  test.for(["## 1.2", "## unreleased", "## 1.2.3", "## Unreleased - 2026-11-22"])(
    "rejects the heading %s",
    (heading) => {
      expect(() => parseSections(`# Changelog\n\n${heading}\n\n- Something.\n`)).toThrow("must be");
    },
  );
});

describe("a release", () => {
  test("can be published if tag, package.json and CHANGELOG.md agree", () => {
    expect(findReleaseProblem("v1.2.3", { version: "1.2.3", repository }, RELEASED)).toBeUndefined();
  });

  test.for<[what: string, tag: string, version: string, changelog: string, problem: string]>([
    ["another tag", "v1.2.4", "1.2.3", RELEASED, "The tag is v1.2.4, but package.json says 1.2.3."],
    ["an older version", "v1.2.2", "1.2.2", RELEASED, "CHANGELOG.md begins with 1.2.3, not with 1.2.2."],
    ["an unreleased section", "v1.2.3", "1.2.3", "## Unreleased\n\n- Something.", "begins with Unreleased"],
    ["no changelog", "v1.2.3", "1.2.3", "", "begins with nothing"],
    ["an empty section", "v1.2.3", "1.2.3", "## 1.2.3 - 2026-11-22\n", "says nothing about 1.2.3"],
  ])("is stopped by %s", ([, tag, version, changelog, problem]) => {
    expect(findReleaseProblem(tag, { version, repository }, changelog)).toContain(problem);
  });
});

test("a release needs a repository for its provenance", () => {
  expect(findReleaseProblem("v1.2.3", { version: "1.2.3" }, RELEASED)).toContain("names no repository");
});

test("a release needs a real repository", () => {
  const placeholder = { url: "git+https://github.com/OWNER/hamsa-twilio.git" };
  expect(findReleaseProblem("v1.2.3", { version: "1.2.3", repository: placeholder }, RELEASED)).toContain(
    "npm run repository",
  );
});

describe("a change", () => {
  test.for(["contract-tests/package/api-surface.md", "generated/openapi.json"])(
    "of %s needs a line for users",
    (file) => {
      expect(findChangelogProblem(["src/client/client.ts", file])).toContain(`${file} has changed`);
      expect(findChangelogProblem([file, "CHANGELOG.md"])).toBeUndefined();
    },
  );

  test("that users can't notice needs none", () => {
    expect(findChangelogProblem(["src/client/client.ts", "README.md"])).toBeUndefined();
  });
});
