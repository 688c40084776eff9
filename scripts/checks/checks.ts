import { findBin, runPackageCommand } from "../support/command.js";
import { findBreakingChange, RELEASED } from "./compatibility.js";
import { findDrift } from "./drift.js";
import { findImportProblems } from "./imports.js";

/** Something that must be true of the tree. Checks only read. */
export interface TreeCheck {
  readonly name: string;
  /** How to fix a failure. */
  readonly fix: string;
  /** Returns the problem, if there is one. */
  run(): Promise<string | undefined>;
}

export const checks: readonly TreeCheck[] = [
  {
    name: "format and lint",
    fix: "run npm run format, then fix what remains by hand",
    run: () => runPackageCommand(findBin("@biomejs/biome", "biome"), ["check", "--error-on-warnings", "."]),
  },
  {
    name: "spelling",
    fix: "fix the words named above, or add a correct one to .cspell.config.yaml",
    run: () => runPackageCommand(findBin("cspell", "cspell"), ["lint", "--no-progress", "--no-summary", "."]),
  },
  {
    name: "imports go one way",
    fix: "fix the imports named above, or change the rules in scripts/checks/imports.ts",
    run: findImportProblems,
  },
  {
    name: "types",
    fix: "fix the places named above; after a change of the description, they show what it means to users",
    run: () =>
      runPackageCommand(findBin("typescript-7", "tsc"), ["--noEmit", "--singleThreaded", "--project", "tsconfig.json"]),
  },
  {
    name: "every file, export and dependency is used",
    fix: "remove what is named above, or use it",
    run: () =>
      runPackageCommand(findBin("knip", "knip"), [
        "--config",
        "scripts/checks/knip.json",
        "--no-progress",
        "--no-config-hints",
      ]),
  },
  {
    name: "generated/ is up to date",
    fix: "run npm run generate",
    run: () => findDrift("generated"),
  },
  {
    name: "the description is compatible with the released one",
    fix: `raise info.version in openapi/openapi.yaml as described above, or revert the change; a release copies the description to ${RELEASED}`,
    run: () => findBreakingChange(),
  },
];
