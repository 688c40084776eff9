import { execFileSync } from "node:child_process";
import { findChromium } from "../../support/chromium.js";
import { findPlatformFile } from "../../support/platforms.js";
import { runInChromium } from "./chromium.js";
import { runInProcess } from "./in-process.js";
import type { RunProgram } from "./program.js";
import { runInWorkerd } from "./workerd.js";

/** A runtime in which the package must work. */
export interface Runtime {
  readonly name: string;
  /** Reads its exact version; called only for the printed table. */
  version(): string;
  /** Runs the program; undefined if this machine can't. */
  readonly run: RunProgram | undefined;
  /** Why it can't be run, if it can't. */
  readonly missing: string;
}

const DENO = ["run", "--no-prompt", "--allow-net=127.0.0.1", "--node-modules-dir=manual"];

const findInstalled = (name: string, file: string, start: (binary: string) => RunProgram): Runtime => {
  const binary = findPlatformFile(file);
  return {
    name,
    version: () => readVersion(binary),
    run: binary === undefined ? undefined : start(binary),
    missing: `no binary was installed for ${process.platform} on ${process.arch}`,
  };
};

const findNode = (version: number, main: string): Runtime =>
  findInstalled(`Node ${version}${main.endsWith(".cjs") ? ", require" : ""}`, `node-${version}/bin/node`, (binary) =>
    runInProcess(binary, main),
  );

function readVersion(binary: string | undefined): string {
  if (binary === undefined) return "";
  const printed = execFileSync(binary, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return /[0-9]+(?:[.-][0-9]+)+/.exec(printed)?.[0] ?? "";
}

/** Lists everything that people run, once. */
export function listRuntimes(): readonly Runtime[] {
  const chromium = findChromium();
  return [
    ...[20, 22, 24, 26].flatMap((version) => [findNode(version, "main.mjs"), findNode(version, "main.cjs")]),
    findInstalled("Bun", "bun/bin/bun", (binary) => runInProcess(binary, "main.mjs")),
    findInstalled("Deno", "deno/deno", (binary) => runInProcess(binary, ...DENO, "main.mjs")),
    findInstalled("workerd", "workerd/bin/workerd", runInWorkerd),
    {
      name: "Chromium",
      version: () => readVersion(chromium),
      run: chromium === undefined ? undefined : runInChromium(chromium),
      missing: "none is installed, and PLAYWRIGHT_CHROMIUM is not set",
    },
  ];
}
