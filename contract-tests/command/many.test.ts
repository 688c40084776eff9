import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { json, type Provider } from "../verify/reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "../verify/reference/provider.js";
import { lines, manyOwned, newWorld, owned, TOKEN, twilioOf, worldOf } from "./world.js";

/** A Hamsa that registers every number, and loses every tenth answer. */
function lossy(): Provider {
  const conforming = referenceProvider();
  let posts = 0;
  return (asked) => {
    const reply = conforming(asked);
    return asked.method === "POST" && ++posts % 10 === 0 ? { ...reply, delivery: "reset" } : reply;
  };
}

const ADD = ["add", "--from", "numbers.csv", "--yes"];

test("400 numbers, every tenth answer lost, interrupted five times: each is registered once", {
  timeout: 120_000,
}, async () => {
  const world = await worldOf(400, lossy());
  const printed: string[] = [];
  for (let run = 1; run <= 5; run++) {
    const target = 60 * run;
    // Every word that comes after that interrupts anew: npx passes one Ctrl-C on twice, too.
    const { code, stdout, stderr } = await world.run(ADD, {
      watch: (_, interrupt) => world.sent().length >= target && interrupt(),
    });
    expect(code).toBe(130);
    expect(stderr).toContain("Run the same command again to go on");
    printed.push(stdout, stderr);
  }
  const { code, stdout, stderr } = await world.run(ADD);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  const sent = world.sent();
  expect(sent.length).toBe(400);
  expect(new Set(sent).size).toBe(400);
  expect(stdout).toMatch(/\n {2}[0-9]+ registered, [0-9]+ already registered\n$/);
  const rows = stdout.slice(stdout.indexOf("NUMBER")).match(/^ {2}✓ \+1415556[0-9]{4} /gm);
  expect(rows).toHaveLength(400);
  const journal = await readFile(join(world.folder, "numbers.csv.journal.jsonl"), "utf8");
  for (const secret of [TOKEN, REFERENCE_KEY]) expect(journal + printed.join() + stdout).not.toContain(secret);
  expect(stdout).toContain("Journal  numbers.csv.journal.jsonl");
});

test("several at once register each number once, too", async () => {
  const world = await worldOf(60, lossy());
  const { code } = await world.run([...ADD, "--concurrency", "8", "--json"]);
  expect(code).toBe(0);
  expect(new Set(world.sent()).size).toBe(60);
  expect(world.sent()).toHaveLength(60);
});

test("a 429 makes all of them wait", async () => {
  const conforming = referenceProvider();
  const at: number[] = [];
  const world = await worldOf(12, (asked) => {
    if (asked.method !== "POST") return conforming(asked);
    at.push(performance.now());
    return at.length === 3 ? json(429, { message: "slow down" }, { "retry-after": "1" }) : conforming(asked);
  });
  const { code } = await world.run([...ADD, "--concurrency", "4"]);
  expect(code).toBe(0);
  expect(new Set(world.sent()).size).toBe(12);
  // No more come within the pause than were under way already.
  const refused = at[2] ?? 0;
  const during = at.filter((time) => time > refused && time < refused + 900);
  expect(during.length).toBeLessThanOrEqual(3);
});

describe("the journal", () => {
  test("holds each step before the request that it announces", async () => {
    const world = await worldOf(3);
    await world.run(ADD);
    const entries = lines(await readFile(join(world.folder, "numbers.csv.journal.jsonl"), "utf8")).map((line) =>
      JSON.parse(line),
    );
    expect(entries[0]).toMatchObject({ journal: "hamsa-twilio add", numbers: 3 });
    expect(entries.slice(1).map(({ number, event }) => `${number} ${event}`)).toEqual(
      manyOwned(3).flatMap(({ phone_number }) => [`${phone_number} begin`, `${phone_number} registered`]),
    );
  });

  test("keeps a number that was sent from being sent again while the list does not show it", async () => {
    const conforming = referenceProvider();
    const world = await worldOf(2, (asked) =>
      asked.method === "POST"
        ? { ...conforming(asked), delivery: "reset" }
        : json(200, { success: true, message: "Success", data: [] }),
    );
    for (let run = 1; run <= 2; run++) {
      const { code, stderr } = await world.run([...ADD, "--timeout", "1000"]);
      expect(stderr.match(/\? \+1415556000[01] unknown/g)).toHaveLength(2);
      expect(code).toBe(3);
    }
    expect(world.sent()).toHaveLength(2);
  });

  test("of another input is refused, and of no journal at all", async () => {
    const world = await worldOf(3);
    await world.run(ADD);
    await writeFile(join(world.folder, "other.csv"), "phoneNumber\n+14155560000\n+14155560001\n");
    const other = await world.run(["add", "--from", "other.csv", "--yes", "--journal", "numbers.csv.journal.jsonl"]);
    // Both are registered already: only a number that is to be sent needs a journal.
    expect(other.code).toBe(0);
    const more = await worldOf(3);
    await writeFile(join(more.folder, "strange.jsonl"), '{"journal":"hamsa-twilio add","numbers":9,"input":"x"}\n');
    const strange = await more.run([...ADD, "--journal", "strange.jsonl"]);
    expect(strange.stderr).toMatch(/strange\.jsonl belongs to another input \(of 9 numbers, not these 3\)/);
    const none = await more.run([...ADD, "--journal", "numbers.csv"]);
    expect(none.stderr).toMatch(/numbers\.csv is no journal of this command/);
    expect([strange.code, none.code, more.sent()]).toEqual([2, 2, []]);
  });

  test("that can't be written lets nothing be sent", async () => {
    const world = await worldOf(3);
    const { code, stderr } = await world.run([...ADD, "--journal", "/dev/full"]);
    expect(stderr).toMatch(/The journal \/dev\/full can't be written \(ENOSPC\): without it nothing more is sent/);
    expect(code).toBe(2);
    expect(world.sent()).toEqual([]);
  });
});

test("a disk that fills up stops the run, which says how far it came and goes on where it was", async () => {
  const world = await worldOf(30);
  const { code, stdout, stderr } = await world.run(ADD, { fileLimit: 1 });
  expect(stderr).toMatch(/can't be written \(EFBIG\): without it nothing more/);
  expect(code).toBe(1);
  const before = world.sent().length;
  expect(before).toBeLessThan(30);
  expect(stdout).toContain(`${before} registered`);
  expect(await world.run(ADD)).toMatchObject({ code: 0 });
  expect(world.sent()).toHaveLength(30);
  expect(new Set(world.sent()).size).toBe(30);
});

test("--all goes on with its journal when the account has got new numbers", async () => {
  const numbers = manyOwned(2);
  const world = await newWorld(referenceProvider(), (asked) => twilioOf(numbers)(asked));
  expect(await world.run(["add", "--all", "--yes"])).toMatchObject({ code: 0 });
  numbers.push(owned(7));
  expect(await world.run(["add", "--all", "--yes"])).toMatchObject({ code: 0 });
  expect(world.sent()).toEqual(["+14155560000", "+14155560001", "+14155560007"]);
});

test("--all registers every number of the account that takes voice calls", async () => {
  const world = await newWorld(
    referenceProvider(),
    twilioOf([owned(0), owned(1, { capabilities: { voice: false } }), owned(2)]),
  );
  const { code, stdout } = await world.run(["add", "--all", "--yes"]);
  expect(code).toBe(0);
  expect(stdout).toContain("Left out +1 415 556 0001 takes no voice calls");
  expect(world.sent()).toEqual(["+14155560000", "+14155560002"]);
});

test("--json prints one object a number, and nothing else, on standard output", async () => {
  const world = await worldOf(3);
  const { stdout } = await world.run([...ADD, "--json"]);
  expect(lines(stdout).map((line) => JSON.parse(line))).toEqual(
    manyOwned(3).map(({ phone_number, friendly_name }) => ({
      ...{ number: phone_number, outcome: "registered", id: expect.any(String), label: friendly_name },
    })),
  );
});

test("a reader that goes away does not keep the numbers from being registered", async () => {
  const world = await worldOf(40);
  const { code } = await world.run(ADD, { closed: true });
  expect(code).toBe(0);
  expect(world.sent()).toHaveLength(40);
});
