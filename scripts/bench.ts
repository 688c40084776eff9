import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { styleText } from "node:util";
import { concurrency } from "./bench/concurrency.js";
import { importTime } from "./bench/import-time.js";
import { memory } from "./bench/memory.js";
import { OUTPUT, prepare } from "./bench/prepare.js";
import { size } from "./bench/size.js";
import { rendered } from "./bench/table.js";
import { timePerCall } from "./bench/time-per-call.js";
import { verification } from "./bench/verification.js";
import { commandLine, runScript, usageError } from "./support/cli.js";

const TABLES = [timePerCall, size, importTime, memory, concurrency, verification];
const NAMES = TABLES.map(({ name }) => name);
const USAGE = `Usage: npm run bench [-- NAME…]\n\nNames: ${NAMES.join(", ")}; all of them where none is given.`;

await runScript(async () => {
  const wanted = commandLine(USAGE, {}, NAMES.length).positionals;
  const unknown = wanted.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) throw usageError(`There is no table ${unknown.join(", ")}.`, USAGE);
  const progress = (step: string) => console.error(`… ${step}`);
  await prepare(progress);
  for (const { name, title, read, run } of TABLES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const findings = await run(progress);
    await writeFile(
      join(OUTPUT, `${name}.json`),
      JSON.stringify({ title, node: process.version, ...findings }, null, 2),
    );
    console.log(`\n${styleText("bold", title)} (${OUTPUT}/${name}.json)\n${read}\n\n${rendered(findings)}\n`);
  }
});
