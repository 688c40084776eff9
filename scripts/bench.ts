import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { styleText } from "node:util";
import { concurrency } from "./bench/concurrency.js";
import { importTime } from "./bench/import-time.js";
import { memory } from "./bench/memory.js";
import { OUTPUT, prepare } from "./bench/prepare.js";
import { size } from "./bench/size.js";
import { renderTable } from "./bench/table.js";
import { timePerCall } from "./bench/time-per-call.js";
import { verification } from "./bench/verification.js";
import { parseCommandLine, runScript, usageError } from "./support/cli.js";

const TABLES = [timePerCall, size, importTime, memory, concurrency, verification];
const NAMES = TABLES.map(({ name }) => name);
const USAGE = `Usage: npm run bench [-- NAME…]\n\nNames: ${NAMES.join(", ")}; default: all.`;

await runScript(async () => {
  const requested = parseCommandLine(USAGE, {}, NAMES.length).positionals;
  const unknown = requested.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) throw usageError(`Unknown: ${unknown.join(", ")}.`, USAGE);
  const progress = (step: string) => console.error(`… ${step}`);
  await prepare(progress);
  for (const { name, title, read, run } of TABLES.filter(
    ({ name }) => requested.length === 0 || requested.includes(name),
  )) {
    const result = await run(progress);
    await writeFile(join(OUTPUT, `${name}.json`), JSON.stringify({ title, node: process.version, ...result }, null, 2));
    console.log(`\n${styleText("bold", title)} (${OUTPUT}/${name}.json)\n${read}\n\n${renderTable(result)}\n`);
  }
});
