import { readFileSync, writeFileSync } from "node:fs";
import type { Manifest } from "../contract-tests/support/changelog.js";
import { findReleaseProblem } from "../contract-tests/support/changelog.js";
import { toRegistryReadme } from "../contract-tests/support/registry-readme.js";
import { CommandError, runScript } from "./support/cli.js";

// Runs before `npm publish`, and only then. `git restore README.md` undoes it.
await runScript(async () => {
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
  const tag = `v${manifest.version}`;
  const problem = findReleaseProblem(tag, manifest, readFileSync("CHANGELOG.md", "utf8"));
  if (problem !== undefined) throw new CommandError(`${problem} CONTRIBUTING.md explains how to release.`);
  const url = manifest.repository?.url ?? "";
  writeFileSync("README.md", toRegistryReadme(readFileSync("README.md", "utf8"), url, tag));
  console.log("✓ README.md has the links of the registry's page; git restore README.md undoes it");
});
