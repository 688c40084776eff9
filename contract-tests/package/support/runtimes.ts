import { execFileSync } from "node:child_process";
import { chromiumPath } from "../../support/chromium.js";
import { platformFile } from "../../support/platforms.js";
import { inChromium } from "./chromium.js";
import { inProcess } from "./in-process.js";
import type { RunProgram } from "./program.js";
import { inWorkerd } from "./workerd.js";

/** Somewhere the package must work. */
export interface Runtime {
  readonly name: string;
  /** Its exact version, as it says itself; asked for only where a person reads it. */
  version(): string;
  /** How to run the program, or nothing where this machine can't. */
  readonly run: RunProgram | undefined;
  /** What there is to do where it can't be run. */
  readonly missing: string;
}

const DENO = ["run", "--no-prompt", "--allow-net=127.0.0.1", "--node-modules-dir=manual"];

const installed = (name: string, file: string, start: (binary: string) => RunProgram): Runtime => {
  const binary = platformFile(file);
  return {
    name,
    version: () => versionOf(binary),
    run: binary === undefined ? undefined : start(binary),
    missing: `no binary was installed for ${process.platform} on ${process.arch}`,
  };
};

const node = (version: number, main: string): Runtime =>
  installed(`Node ${version}${main.endsWith(".cjs") ? ", require" : ""}`, `node-${version}/bin/node`, (binary) =>
    inProcess(binary, main),
  );

function versionOf(binary: string | undefined): string {
  if (binary === undefined) return "";
  const said = execFileSync(binary, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return /[0-9]+(?:[.-][0-9]+)+/.exec(said)?.[0] ?? "";
}

/** Everything that people run, once. */
export function runtimes(): readonly Runtime[] {
  const chromium = chromiumPath();
  return [
    ...[20, 22, 24, 26].flatMap((version) => [node(version, "main.mjs"), node(version, "main.cjs")]),
    installed("Bun", "bun/bin/bun", (binary) => inProcess(binary, "main.mjs")),
    installed("Deno", "deno/deno", (binary) => inProcess(binary, ...DENO, "main.mjs")),
    installed("workerd", "workerd/bin/workerd", inWorkerd),
    {
      name: "Chromium",
      version: () => versionOf(chromium),
      run: chromium === undefined ? undefined : inChromium(chromium),
      missing: "none is installed and none named in PLAYWRIGHT_CHROMIUM",
    },
  ];
}
