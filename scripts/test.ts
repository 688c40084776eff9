import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { renderTable } from "./bench/table.js";
import { CommandError, runScript } from "./support/cli.js";
import { findBin } from "./support/command.js";

/** Where vitest writes how long each file took. */
const TIMES = ".output/test-times";
const SLOWEST = 10;

interface Step {
  readonly name: string;
  readonly args: readonly string[];
}

const STEPS: readonly Step[] = [
  { name: "check", args: ["--import", "tsx", "scripts/check.ts"] },
  { name: "contract", args: vitest("contract", "contract-tests/vitest.config.ts") },
  { name: "package", args: vitest("package", "contract-tests/package/vitest.config.ts") },
];

// Runs everything, one step after the other, and prints where the time went.
await runScript(async () => {
  const rows: [string, number][] = [];
  for (const { name, args } of STEPS) {
    const start = performance.now();
    const [code] = await once(spawn(process.execPath, args, { stdio: "inherit" }), "exit");
    rows.push([`npm run ${name === "check" ? name : `test:${name}`}`, (performance.now() - start) / 1000]);
    if (code !== 0) throw new CommandError(`${rows.at(-1)?.[0]} failed.`);
  }
  const total = rows.reduce((sum, [, seconds]) => sum + seconds, 0);
  console.log(`${renderTable({ columns: ["step", "s"], rows: [...rows, ["all", total]] })}\n`);
  console.log(`${renderTable({ columns: [`the ${SLOWEST} slowest files`, "s"], rows: await listSlowest() })}\n`);
});

function vitest(name: string, config: string): string[] {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${TIMES}/${name}.json`];
  return [findBin("vitest", "vitest"), "run", "--config", config, ...reporters];
}

async function listSlowest(): Promise<[string, number][]> {
  const reports = await Promise.all(
    ["contract", "package"].map(async (name) => JSON.parse(await readFile(`${TIMES}/${name}.json`, "utf8"))),
  );
  const files = reports.flatMap(
    ({ testResults }) => testResults as { name: string; startTime: number; endTime: number }[],
  );
  return files
    .map(({ name, startTime, endTime }): [string, number] => [relative(".", name), (endTime - startTime) / 1000])
    .sort(([, one], [, other]) => other - one)
    .slice(0, SLOWEST);
}
