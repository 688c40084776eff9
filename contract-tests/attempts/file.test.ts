import { appendFile, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AttemptFileError, fileAttempts, listAttempts } from "../../src/attempts.js";
import { confirm, createAttempt, nextPhoneNumber, testStorePromises } from "./store-promises.js";

let folder: string;
let file: string;
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hamsa-attempts-"));
});

beforeEach(() => {
  file = join(folder, `${++files}`, "attempts.jsonl");
});

afterAll(() => rm(folder, { recursive: true }));

const open = (account = "acme") => fileAttempts(file, { account });

/** Stores what a run leaves behind: four numbers, of which the second was rejected and the third is pending. */
async function fill(): Promise<string[]> {
  const store = open();
  for (const outcome of ["registered", "rejected", "pending", "registered"]) {
    const number = nextPhoneNumber();
    const attempt = createAttempt();
    await store.compareAndSet(number, undefined, attempt);
    if (outcome === "registered") await store.compareAndSet(number, attempt, confirm(attempt, number));
    if (outcome === "rejected") await store.compareAndSet(number, attempt, undefined);
  }
  return (await readFile(file, "utf8")).trimEnd().split("\n");
}

const begin = () => open().compareAndSet(nextPhoneNumber(), undefined, createAttempt());

describe("a file", () => {
  testStorePromises(open);
});

describe("the file of attempts", () => {
  test("is created with its folder at the first write, for its owner only", async () => {
    await open().compareAndSet(nextPhoneNumber(), undefined, undefined);
    await expect(stat(file)).rejects.toThrow("ENOENT");
    await begin();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test("lists every record of every account, pending and registered", async () => {
    await fill();
    const number = nextPhoneNumber();
    const attempt = createAttempt();
    await open("another's account").compareAndSet(number, undefined, attempt);
    const records = [...listAttempts(file)];
    expect(records.map((record) => [record.account, record.attempt.registered !== undefined])).toEqual([
      ["acme", true],
      ["acme", false],
      ["acme", true],
      ["another's account", false],
    ]);
    expect(records.at(-1)).toEqual({ account: "another's account", phoneNumber: number, attempt });
  });

  test("lists nothing if it is missing, and is not created", async () => {
    expect([...listAttempts(file)]).toEqual([]);
    await expect(stat(file)).rejects.toThrow("ENOENT");
  });

  test("needs an account", () => {
    for (const account of ["", " ", undefined, 7]) {
      expect(() => fileAttempts(file, { account: account as string })).toThrow(TypeError);
    }
  });
});

describe("a last line that was cut short", () => {
  test("is harmless, wherever it was cut, to those who read and those who append", async () => {
    const lines = await fill();
    const last = String(lines.at(-1));
    for (let length = 1; length < last.length; length += 7) {
      await writeFile(file, `${lines.slice(0, -1).join("\n")}\n${last.slice(0, length)}`);
      expect([...listAttempts(file)], `cut after ${length}`).toHaveLength(3);
      await begin();
      await begin();
      expect([...listAttempts(file)], `appended after ${length}`).toHaveLength(5);
    }
  });

  test("is read if only its newline is missing", async () => {
    const lines = await fill();
    await writeFile(file, lines.join("\n"));
    const before = [...listAttempts(file)];
    await begin();
    expect([...listAttempts(file)].slice(0, -1)).toEqual(before);
  });

  test("is harmless if several follow each other", async () => {
    await fill();
    await appendFile(file, '{"account":"ac\n{"acc');
    await begin();
    expect([...listAttempts(file)]).toHaveLength(4);
  });

  test("may still be finished by the process that writes it", async () => {
    const lines = await fill();
    const last = `${lines.pop()}\n`;
    await writeFile(file, `${lines.join("\n")}\n${last.slice(0, 50)}`);
    const store = open();
    await store.compareAndSet(nextPhoneNumber(), undefined, undefined);
    await appendFile(file, last.slice(50));
    await store.compareAndSet(nextPhoneNumber(), undefined, createAttempt());
    expect([...listAttempts(file)]).toHaveLength(4);
  });
});

describe("damage stops every call, with the file's name and the line's number", () => {
  const DAMAGE: Record<string, { line?: number; damage: (lines: string[]) => string }> = {
    "a changed character": { line: 3, damage: (lines) => lines.with(2, lines[2]?.replace("+", "-") ?? "").join("\n") },
    "a line cut short in the middle": {
      line: 3,
      damage: (lines) => lines.with(2, lines[2]?.slice(0, 40) ?? "").join("\n"),
    },
    "a line cut short before one that was cut short": {
      line: 6,
      damage: (lines) => `${lines.with(5, lines[5]?.slice(0, 40) ?? "").join("\n")}\n{"acc`,
    },
    "two lines joined": { line: 4, damage: (lines) => lines.join("\n").replace(`${lines[3]}\n`, String(lines[3])) },
    "NULs at the end": { line: 9, damage: (lines) => `${lines.join("\n")}\n${"\0".repeat(4_096)}` },
    "NULs in the middle": { line: 4, damage: (lines) => lines.with(3, "\0".repeat(100)).join("\n") },
    "a changed last line": {
      line: 8,
      damage: (lines) => lines.with(-1, lines.at(-1)?.replace("+", "-") ?? "").join("\n"),
    },
    "a missing first line": { damage: (lines) => lines.slice(1).join("\n") },
    "no content": { damage: () => "" },
    "another program's file": { damage: () => "phoneNumber,label\n+14155550123,Support\n" },
  };

  test.for(Object.entries(DAMAGE))("%s", async ([, { line, damage }]) => {
    const lines = await fill();
    expect(lines).toHaveLength(8);
    await writeFile(file, damage(lines));
    for (const use of [begin, async () => [...listAttempts(file)]]) {
      const error = await use().then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(AttemptFileError);
      expect(String(error)).toContain(file);
      if (line !== undefined) expect(String(error)).toContain(`line ${line},`);
    }
    expect(await readFile(file, "utf8")).toBe(damage(lines));
  });

  test("a link to a missing file", async () => {
    await fill();
    const link = join(folder, `link-${files}`);
    await symlink(join(folder, "missing"), link);
    const store = fileAttempts(link, { account: "acme" });
    await expect(store.compareAndSet(nextPhoneNumber(), undefined, createAttempt())).rejects.toThrow(/links to/);
  });

  test("a file that is emptied, replaced or removed while it is in use", async () => {
    const lines = await fill();
    const use = async (change: () => Promise<unknown>) => {
      await writeFile(file, `${lines.join("\n")}\n`);
      const store = open();
      await store.compareAndSet(nextPhoneNumber(), undefined, createAttempt());
      await change();
      return store.compareAndSet(nextPhoneNumber(), undefined, createAttempt());
    };
    await expect(use(() => writeFile(file, ""))).rejects.toThrow(/replaced while in use/);
    await expect(use(() => rm(file))).rejects.toThrow(/removed while in use/);
  });

  test.for(["/dev/full", "/dev/zero", "/dev/null"])("the device %s", { timeout: 5_000 }, async (device) => {
    const store = fileAttempts(device, { account: "acme" });
    await expect(store.compareAndSet("+14155550123", undefined, createAttempt())).rejects.toThrow(/not a regular file/);
    expect(() => listAttempts(device)).toThrow(/not a regular file/);
  });

  test("a file that can't be written, with the system's code", async () => {
    await fill();
    await rm(file);
    await writeFile(join(folder, `not-a-folder-${files}`), "");
    const store = fileAttempts(join(folder, `not-a-folder-${files}`, "attempts"), { account: "acme" });
    await expect(store.compareAndSet(nextPhoneNumber(), undefined, createAttempt())).rejects.toMatchObject({
      name: "AttemptFileError",
      code: "ENOTDIR",
    });
  });
});
