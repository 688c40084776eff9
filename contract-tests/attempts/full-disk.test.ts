import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fileAttempts, listAttempts } from "../../src/attempts.js";
import { run } from "../support/run.js";
import { createAttempt } from "./store-promises.js";

let folder: string;
let program: string;

/** Stores an attempt for one number after the other until that fails, and prints each number that was stored. */
const PROGRAM = `
  import { fileAttempts } from "../../src/attempts.js";
  const store = fileAttempts(process.argv[2], { account: "acme" });
  for (let count = 0; count < 200; count++) {
    const number = process.argv[3] + count;
    const attempt = { token: "token of " + number, startedAt: new Date().toISOString() };
    try {
      await store.compareAndSet(number, undefined, attempt);
      console.log(number);
    } catch (error) {
      console.error(error.name, error.code, error.message);
      process.exit(2);
    }
  }`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hamsa-full-disk-"));
  program = join(folder, "program.mjs");
  const stdin = { contents: PROGRAM, resolveDir: import.meta.dirname };
  await build({ stdin, outfile: program, bundle: true, platform: "node", format: "esm" });
});

afterAll(() => rm(folder, { recursive: true }));

/** Runs it under a limit on the file's size, which cuts a write short as a full disk does. */
function runWithLimit(file: string, prefix: string, blocks: number) {
  const script = `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" "$@"`;
  return run("/bin/sh", ["-c", script, process.execPath, program, file, prefix]);
}

test.skipIf(process.platform === "win32")(
  "a full disk leaves no record half trusted, and no number lost",
  { timeout: 60_000 },
  async () => {
    const file = join(folder, "attempts.jsonl");
    const first = await runWithLimit(file, "+1415555", 2);
    expect(first.code).toBe(2);
    expect(first.stderr).toMatch(/^AttemptFileError (ENOSPC|EFBIG) .*attempts\.jsonl can't be used/);
    const stored = first.stdout.trim().split("\n");
    expect(stored.length).toBeGreaterThan(2);
    expect([...listAttempts(file)].map(({ phoneNumber }) => phoneNumber)).toEqual(stored);

    // Space is free again: another process continues after the line that was cut short.
    const second = await runWithLimit(file, "+1415666", 4);
    expect(second.stderr).toMatch(/^AttemptFileError/);
    await fileAttempts(file, { account: "acme" }).compareAndSet("+14157770000", undefined, createAttempt());
    const all = [...stored, ...second.stdout.trim().split("\n"), "+14157770000"];
    expect([...listAttempts(file)].map(({ phoneNumber }) => phoneNumber)).toEqual(all);
  },
);
