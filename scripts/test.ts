import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { renderTable } from "./bench/table.js";
import { CommandError, runScript } from "./support/cli.js";
import { findBin } from "./support/command.js";

/** Where vitest writes how long each file took. */
const TIMES = ".output/test-times.json";
const SLOWEST = 10;

const STEPS: Readonly<Record<string, readonly string[]>> = {
  "npm run check": ["--import", "tsx", "scripts/check.ts"],
  tests: [
    ...[findBin("vitest", "vitest"), "run", "--config", "contract-tests/vitest.config.ts"],
    ...["--reporter=default", "--reporter=json", `--outputFile.json=${TIMES}`],
  ],
};

// Runs everything at once, and prints where the time went. What fails ends the other.
await runScript(async () => {
  const stopper = new AbortController();
  const start = performance.now();
  const rows: [string, number][] = [];
  const runStep = async ([name, args]: [string, readonly string[]]) => {
    const code = await runAlongside(args, stopper.signal);
    rows.push([name, (performance.now() - start) / 1000]);
    if (code !== 0) throw new CommandError(`${name} failed.`);
  };
  await Promise.all(Object.entries(STEPS).map(runStep)).finally(() => stopper.abort());
  console.log(`${renderTable({ columns: ["done after", "s"], rows })}\n`);
  console.log(`${renderTable({ columns: [`the ${SLOWEST} slowest files`, "s"], rows: await listSlowest() })}\n`);
});

/** Runs a program that writes line by line, so that lines of several programs can follow each other. */
async function runAlongside(args: readonly string[], signal: AbortSignal): Promise<number | null> {
  const colors = process.stdout.isTTY && process.stdout.hasColors() ? { FORCE_COLOR: "1" } : {};
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...colors },
  });
  signal.addEventListener("abort", () => child.kill());
  child.stdout.pipe(process.stdout, { end: false });
  const [code] = await once(child, "close");
  return code;
}

async function listSlowest(): Promise<[string, number][]> {
  const { testResults } = JSON.parse(await readFile(TIMES, "utf8")) as { testResults: FileTimes[] };
  return testResults
    .map(({ name, startTime, endTime }): [string, number] => [relative(".", name), (endTime - startTime) / 1000])
    .sort(([, one], [, other]) => other - one)
    .slice(0, SLOWEST);
}

/** A file's path, and when it started and ended, in ms. */
interface FileTimes {
  readonly name: string;
  readonly startTime: number;
  readonly endTime: number;
}
