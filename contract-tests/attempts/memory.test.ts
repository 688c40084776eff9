import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { formatChange, formatHeader } from "../../src/attempts/records.js";
import { runForOutput } from "../support/run.js";
import { confirm, createAttempt } from "./store-promises.js";

const NUMBERS = 20_000;

/** Reads the whole file by reading one record, and prints by how many bytes the process grew at most, and for good. */
const PROGRAM = `
  import { fileAttempts } from "../../src/attempts.js";
  const size = () => process.memoryUsage().heapUsed + process.memoryUsage().external;
  const store = fileAttempts(process.argv[2], { account: "acme" });
  gc();
  const before = size();
  await store.compareAndSet("+1");
  gc();
  console.log(size() - before);`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hamsa-memory-"));
});

afterAll(() => rm(folder, { recursive: true }));

test("a file with 20,000 registered numbers takes less than 1 kB of memory for each", { timeout: 60_000 }, async () => {
  const account = "https://api.tryhamsa.com 0123456789abcdef";
  const lines = Array.from({ length: NUMBERS }, (_, index) => {
    const phoneNumber = `+1415${5_000_000 + index}`;
    const attempt = createAttempt();
    const begin = formatChange({ account, phoneNumber, expected: null, next: attempt });
    return `${begin}\n${formatChange({ account, phoneNumber, expected: attempt.token, next: confirm(attempt, phoneNumber) })}`;
  });
  const file = join(folder, "attempts.jsonl");
  await writeFile(file, `${[formatHeader(), ...lines].join("\n")}\n`);
  const program = join(folder, "program.mjs");
  const stdin = { contents: PROGRAM, resolveDir: import.meta.dirname };
  await build({ stdin, outfile: program, bundle: true, platform: "node", format: "esm" });

  const grown = Number(await runForOutput(process.execPath, ["--expose-gc", program, file]));
  expect(grown / NUMBERS).toBeLessThan(1_000);
  // It did read them.
  expect(grown / NUMBERS).toBeGreaterThan(100);
});
