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

// Runs everything, one step after the other, and prints where the time went.
await runScript(async () => {
  const rows: [string, number][] = [];
  for (const [name, args] of Object.entries(STEPS)) {
    const start = performance.now();
    const [code] = await once(spawn(process.execPath, args, { stdio: "inherit" }), "exit");
    rows.push([name, (performance.now() - start) / 1000]);
    if (code !== 0) throw new CommandError(`${name} failed.`);
  }
  const total = rows.reduce((sum, [, seconds]) => sum + seconds, 0);
  console.log(`${renderTable({ columns: ["step", "s"], rows: [...rows, ["all", total]] })}\n`);
  console.log(`${renderTable({ columns: [`the ${SLOWEST} slowest files`, "s"], rows: await listSlowest() })}\n`);
});

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
