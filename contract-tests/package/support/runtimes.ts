import { execFileSync } from "node:child_process";
import { findChromium } from "../../support/chromium.js";
import { findPlatformFile } from "../../support/platforms.js";
import { BUNDLES } from "./bundle.js";
import { runInChromium } from "./chromium.js";
import { runInProcess } from "./in-process.js";
import type { RunProgram } from "./program.js";
import { runInWorkerd } from "./workerd.js";

/** A runtime in which the package must work. */
export interface Runtime {
  readonly name: string;
  /** Whether it has Node's file system. */
  readonly hasFiles: boolean;
  /** Reads its exact version; called only for the printed table. */
  version(): string;
  /** Runs the program; undefined if this machine can't. */
  readonly run: RunProgram | undefined;
  /** Why it can't be run, if it can't. */
  readonly missing: string;
}

const DENO = [
  "run",
  "--no-prompt",
  "--allow-net=127.0.0.1",
  "--node-modules-dir=manual",
  "--allow-read",
  "--allow-write",
];

function findInstalled(name: string, file: string, start: (binary: string) => RunProgram): Runtime {
  const binary = findPlatformFile(file);
  return {
    name,
    hasFiles: true,
    version: () => readVersion(binary),
    run: binary === undefined ? undefined : start(binary),
    missing: `no binary was installed for ${process.platform} on ${process.arch}`,
  };
}

/** The package's forms as Node loads them, and the programs that do it. */
const FORMS = { import: "main.mjs", require: "main.cjs", "import of CommonJS": "commonjs-by-name.mjs" };

function findNodes(version: number): Runtime[] {
  return Object.entries(FORMS).map(([form, main]) =>
    findInstalled(`Node ${version}, ${form}`, `node-${version}/bin/node`, (binary) => runInProcess(binary, main)),
  );
}

/** Programs that a bundler made for Node, as for AWS Lambda. */
function findBundles(): Runtime[] {
  return BUNDLES.map(({ name, bundle }) => ({
    name: `${name}, in Node`,
    hasFiles: true,
    version: () => process.versions.node,
    run: async (consumer, input) => runInProcess(process.execPath, await bundle(consumer))(consumer, input),
    missing: "",
  }));
}

function readVersion(binary: string | undefined): string {
  if (binary === undefined) return "";
  const printed = execFileSync(binary, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return /[0-9]+(?:[.-][0-9]+)+/.exec(printed)?.[0] ?? "";
}

/** Lists everything that people run, once: every Node, or the oldest and the newest. */
export function listRuntimes({ every }: { readonly every: boolean }): readonly Runtime[] {
  const chromium = findChromium();
  return [
    ...(every ? [20, 22, 24, 26] : [20, 26]).flatMap(findNodes),
    ...findBundles(),
    findInstalled("Bun, import", "bun/bin/bun", (binary) => runInProcess(binary, "main.mjs")),
    findInstalled("Bun, require", "bun/bin/bun", (binary) => runInProcess(binary, "main.cjs")),
    findInstalled("Deno, import", "deno/deno", (binary) => runInProcess(binary, ...DENO, "main.mjs")),
    findInstalled("Deno, require", "deno/deno", (binary) => runInProcess(binary, ...DENO, "main.cjs")),
    { ...findInstalled("workerd", "workerd/bin/workerd", runInWorkerd), hasFiles: false },
    {
      name: "Chromium",
      hasFiles: false,
      version: () => readVersion(chromium),
      run: chromium === undefined ? undefined : runInChromium(chromium),
      missing: "none is installed, and PLAYWRIGHT_CHROMIUM is not set",
    },
  ];
}
