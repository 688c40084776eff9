import { mkdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { AttemptFileError } from "../../src/attempts/attempt-file.js";
import { defaultJournalFile, identifyAccount, openJournal } from "../../src/command/add/journal.js";
import { REFERENCE_KEY } from "../verify/reference/provider.js";
import { TOKEN } from "./fake-twilio.js";
import { journalOf, openJournalOf, recordAttempts } from "./journals.js";
import { createWorldWith, laggingHamsa } from "./world.js";

const ADD = ["add", "--from", "numbers.csv", "--yes"];

test("the journal's place does not depend on the current folder, even if HOME is empty", () => {
  vi.stubEnv("HOME", "");
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(isAbsolute(defaultJournalFile({}, "linux"))).toBe(true);
});

test("the journal is readable only by its owner, and holds no secret", async () => {
  const world = await createWorldWith(2);
  await world.run(ADD);
  expect((await stat(journalOf(world))).mode & 0o777).toBe(0o600);
  const text = await readFile(journalOf(world), "utf8");
  for (const secret of [TOKEN, REFERENCE_KEY, Buffer.from(REFERENCE_KEY).toString("base64")])
    expect(text).not.toContain(secret);
});

describe("a journal", () => {
  test.for([
    ["is damaged in the middle", (text: string) => text.replace("+14155560000", "+14155569999"), /line 2/],
    ["has NULs after a power cut", (text: string) => `${text}${"\0".repeat(200)}\n`, /line [0-9]+/],
    ["was emptied", () => "", /./],
    ["is a file of another program", () => "phoneNumber,label\n+14155550123,x\n", /./],
  ] as const)("that %s can't be used, and its error names it", async ([, damage, says]) => {
    const world = await createWorldWith(1);
    await recordAttempts(world, ["+14155560000"], "registered");
    await writeFile(journalOf(world), damage(await readFile(journalOf(world), "utf8")));
    const error = await openJournalOf(world)
      .find("+14155560000")
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AttemptFileError);
    expect((error as Error).message).toContain("journal.jsonl");
    expect((error as Error).message).toMatch(says);
  });

  test.for(["/dev/null/journal", "/proc/journal"])("can't be %s", async (file) => {
    const store = openJournal(file, identifyAccount(REFERENCE_KEY));
    const attempt = { token: "a token", startedAt: new Date().toISOString() };
    await expect(store.compareAndSet("+14155560000", undefined, attempt)).rejects.toThrow(file);
  });
});

describe("sends nothing if the journal", () => {
  test("is damaged", async () => {
    const world = await createWorldWith(3, laggingHamsa());
    await recordAttempts(world, ["+14155560000"], "registered");
    const text = await readFile(journalOf(world), "utf8");
    await writeFile(journalOf(world), text.replace("+14155560000", "+14155569999"));
    const { code, stderr } = await world.run(ADD);
    expect(stderr).toMatch(/journal\.jsonl[\s\S]*line 2/);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(code).toBe(2);
    expect(world.sent()).toEqual([]);
  });

  test("is a symbolic link that leads nowhere", async () => {
    const world = await createWorldWith(2);
    await mkdir(dirname(journalOf(world)), { recursive: true });
    await symlink(join(world.folder, "gone"), journalOf(world));
    const { code } = await world.run(ADD);
    expect(code).toBe(2);
    expect(world.sent()).toEqual([]);
  });

  test("is on a full disk", async () => {
    const world = await createWorldWith(3);
    const { code, stderr } = await world.run([...ADD, "--journal", "/dev/full"]);
    expect(stderr).toContain("/dev/full");
    expect(code).toBe(2);
    expect(world.sent()).toEqual([]);
  });
});

test("a disk that fills up stops the run, which reports what it did and resumes without sending a number twice", async () => {
  const world = await createWorldWith(30, laggingHamsa());
  const { code, stdout, stderr } = await world.run(ADD, { fileLimit: 8 });
  expect(stderr).toMatch(/Stopped\. .*The disk is full/);
  expect(code).not.toBe(0);
  const before = world.sent().length;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(30);
  expect(stdout).toMatch(/[0-9]+ not sent/);
  const again = await world.run(ADD);
  expect([0, 3]).toContain(again.code);
  if (again.code === 3) expect(await world.run([...ADD, "--resend"])).toMatchObject({ code: 0 });
  expect(new Set(world.sent()).size).toBe(30);
});
