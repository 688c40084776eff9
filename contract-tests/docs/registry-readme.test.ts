import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { toRegistryReadme } from "../support/registry-readme.js";

const README = readFileSync("README.md", "utf8");
const registry = toRegistryReadme(README, "git+https://github.com/acme/hamsa-twilio.git", "v1.2.3");

const targetsOf = (markdown: string) =>
  [...markdown.matchAll(/\]\(([^)]+)\)|src(?:set)?="([^"]+)"/g)].map(([, link, source]) => link ?? source ?? "");

test("every relative link of the README leads to a file or a heading", () => {
  const relative = targetsOf(README).filter((target) => !/^https?:/.test(target));
  const headings = [...README.matchAll(/^## (.*)$/gm)].map(([, text = ""]) =>
    text
      .toLowerCase()
      .replace(/[^\w -]/g, "")
      .replaceAll(" ", "-"),
  );
  expect(relative.length).toBeGreaterThan(5);
  for (const target of relative)
    expect(target.startsWith("#") ? headings.includes(target.slice(1)) : existsSync(target), target).toBe(true);
});

test("on the registry's page, every link and picture leads to the repository at the release's tag", () => {
  const targets = targetsOf(registry);
  for (const target of targets) expect(target).toMatch(/^(?:https:|#)/);
  expect(targets).toContain("https://github.com/acme/hamsa-twilio/blob/v1.2.3/openapi/outcomes.md");
  expect(targets).toContain("https://raw.githubusercontent.com/acme/hamsa-twilio/v1.2.3/.github/pictures/add.svg");
  expect(registry).not.toContain("```mermaid");
});
