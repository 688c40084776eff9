import { bin, commandProblem } from "../support/command.js";
import { compatibilityProblem, RELEASED } from "./compatibility.js";
import { driftProblem } from "./drift.js";
import { importProblem } from "./imports.js";

/** Something that must hold of the tree. Checks read, and never write. */
export interface TreeCheck {
  readonly name: string;
  /** What a person does about a failure. */
  readonly fix: string;
  /** What is wrong, or nothing. */
  run(): Promise<string | undefined>;
}

export const checks: readonly TreeCheck[] = [
  {
    name: "format and lint",
    fix: "npm run format, then mend by hand what is left",
    run: () => commandProblem(bin("@biomejs/biome", "biome"), ["check", "--error-on-warnings", "."]),
  },
  {
    name: "imports go one way",
    fix: "mend the imports named above, or the order in scripts/checks/imports.ts",
    run: importProblem,
  },
  {
    name: "types",
    fix: "mend the places named above; after a change of the description they are what it means to users",
    run: () => commandProblem(bin("typescript", "tsc"), ["--noEmit", "--project", "tsconfig.json"]),
  },
  {
    name: "no file, export or dependency that nothing uses",
    fix: "remove what is named above, or use it",
    run: () =>
      commandProblem(bin("knip", "knip"), [
        "--config",
        "scripts/checks/knip.json",
        "--no-progress",
        "--no-config-hints",
      ]),
  },
  {
    name: "generated/ is what the description generates",
    fix: "npm run generate",
    run: () => driftProblem("generated"),
  },
  {
    name: "the description is backward compatible with the released one",
    fix: `raise info.version in openapi/openapi.yaml as said above, or take the change back; a release copies the description to ${RELEASED}`,
    run: () => compatibilityProblem(),
  },
];
