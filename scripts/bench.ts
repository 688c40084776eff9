import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { styleText } from "node:util";
import { concurrency } from "./bench/concurrency.js";
import { generation } from "./bench/generation.js";
import { importTime } from "./bench/import-time.js";
import { memory } from "./bench/memory.js";
import { OUTPUT, prepare } from "./bench/prepare.js";
import { size } from "./bench/size.js";
import { rendered } from "./bench/table.js";
import { timePerCall } from "./bench/time-per-call.js";
import { validators } from "./bench/validators.js";
import { verification } from "./bench/verification.js";
import { CommandFailed, runScript } from "./support/command-failed.js";

const TABLES = [timePerCall, size, importTime, memory, concurrency, validators, verification, generation];
const NAMES = TABLES.map(({ name }) => name);

await runScript(async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) {
    throw new CommandFailed(`No table ${unknown.join(", ")}.\nUsage: npm run bench [-- NAME…]: ${NAMES.join(", ")}`, 2);
  }
  const tell = (progress: string) => console.error(`… ${progress}`);
  await prepare(tell);
  for (const { name, title, read, run } of TABLES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const findings = await run(tell);
    await writeFile(
      join(OUTPUT, `${name}.json`),
      JSON.stringify({ title, node: process.version, ...findings }, null, 2),
    );
    console.log(`\n${styleText("bold", title)} (${OUTPUT}/${name}.json)\n${read}\n\n${rendered(findings)}\n`);
  }
});
