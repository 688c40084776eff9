import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { json, type Provider } from "../verify/reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "../verify/reference/provider.js";
import { createWorld, createWorldWith, fakeTwilio, lines, ownedNumber, ownedNumbers, TOKEN } from "./world.js";

/** A Hamsa that registers every number and loses every tenth response. */
function lossyHamsa(): Provider {
  const conforming = referenceProvider();
  let posts = 0;
  return (request) => {
    const reply = conforming(request);
    return request.method === "POST" && ++posts % 10 === 0 ? { ...reply, delivery: "reset" } : reply;
  };
}

const ADD = ["add", "--from", "numbers.csv", "--yes"];

test("registers each of 400 numbers once, although every tenth response is lost and the run is interrupted five times", {
  timeout: 120_000,
}, async () => {
  const world = await createWorldWith(400, lossyHamsa());
  const printed: string[] = [];
  for (let run = 1; run <= 5; run++) {
    const target = 60 * run;
    // All output after that interrupts once more, because npx also forwards one Ctrl-C twice.
    const { code, stdout, stderr } = await world.run(ADD, {
      watch: (_, interrupt) => world.sent().length >= target && interrupt(),
    });
    expect(code).toBe(130);
    expect(stderr).toContain("Run the same command again to resume");
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

test("registers each number once with several workers", async () => {
  const world = await createWorldWith(60, lossyHamsa());
  const { code } = await world.run([...ADD, "--concurrency", "8", "--json"]);
  expect(code).toBe(0);
  expect(new Set(world.sent()).size).toBe(60);
  expect(world.sent()).toHaveLength(60);
});

test("a 429 makes all workers wait", async () => {
  const conforming = referenceProvider();
  const at: number[] = [];
  const world = await createWorldWith(12, (request) => {
    if (request.method !== "POST") return conforming(request);
    at.push(performance.now());
    return at.length === 3 ? json(429, { message: "slow down" }, { "retry-after": "1" }) : conforming(request);
  });
  const { code } = await world.run([...ADD, "--concurrency", "4"]);
  expect(code).toBe(0);
  expect(new Set(world.sent()).size).toBe(12);
  // Only requests that were already in flight arrive during the pause.
  const limited = at[2] ?? 0;
  const during = at.filter((time) => time > limited && time < limited + 900);
  expect(during.length).toBeLessThanOrEqual(3);
});

describe("the journal", () => {
  test("records each attempt and each result", async () => {
    const world = await createWorldWith(3);
    await world.run(ADD);
    const entries = lines(await readFile(join(world.folder, "numbers.csv.journal.jsonl"), "utf8")).map((line) =>
      JSON.parse(line),
    );
    expect(entries[0]).toMatchObject({ journal: "hamsa-twilio add", numbers: 3 });
    expect(entries.slice(1).map(({ number, event }) => `${number} ${event}`)).toEqual(
      ownedNumbers(3).flatMap(({ phone_number }) => [`${phone_number} begin`, `${phone_number} registered`]),
    );
  });

  test("never sends a number again that was sent and that the list does not show", async () => {
    const conforming = referenceProvider();
    const world = await createWorldWith(2, (request) =>
      request.method === "POST"
        ? { ...conforming(request), delivery: "reset" }
        : json(200, { success: true, message: "Success", data: [] }),
    );
    for (let run = 1; run <= 2; run++) {
      const { code, stderr } = await world.run([...ADD, "--timeout", "1000"]);
      expect(stderr.match(/\? \+1415556000[01] unknown/g)).toHaveLength(2);
      expect(code).toBe(3);
    }
    expect(world.sent()).toHaveLength(2);
  });

  test("rejects a journal of different input, and a file that is not a journal", async () => {
    const world = await createWorldWith(3);
    await world.run(ADD);
    await writeFile(join(world.folder, "other.csv"), "phoneNumber\n+14155560000\n+14155560001\n");
    const other = await world.run(["add", "--from", "other.csv", "--yes", "--journal", "numbers.csv.journal.jsonl"]);
    // Both are already registered, and only a number that is sent needs a journal.
    expect(other.code).toBe(0);
    const more = await createWorldWith(3);
    await writeFile(join(more.folder, "other.jsonl"), '{"journal":"hamsa-twilio add","numbers":9,"input":"x"}\n');
    const different = await more.run([...ADD, "--journal", "other.jsonl"]);
    expect(different.stderr).toMatch(/other\.jsonl belongs to different input \(9 numbers; this has 3\)/);
    const none = await more.run([...ADD, "--journal", "numbers.csv"]);
    expect(none.stderr).toMatch(/numbers\.csv is not a journal of this command/);
    expect([different.code, none.code, more.sent()]).toEqual([2, 2, []]);
  });

  test("sends nothing if it can't be written", async () => {
    const world = await createWorldWith(3);
    const { code, stderr } = await world.run([...ADD, "--journal", "/dev/full"]);
    expect(stderr).toMatch(/The journal \/dev\/full can't be written \(ENOSPC\), so nothing more will be sent/);
    expect(code).toBe(2);
    expect(world.sent()).toEqual([]);
  });
});

test("a full disk stops the run, which reports what it did and can be resumed", async () => {
  const world = await createWorldWith(30);
  const { code, stdout, stderr } = await world.run(ADD, { fileLimit: 1 });
  expect(stderr).toMatch(/can't be written \(EFBIG\), so nothing more/);
  expect(code).toBe(1);
  const before = world.sent().length;
  expect(before).toBeLessThan(30);
  expect(stdout).toContain(`${before} registered`);
  expect(await world.run(ADD)).toMatchObject({ code: 0 });
  expect(world.sent()).toHaveLength(30);
  expect(new Set(world.sent()).size).toBe(30);
});

test("--all resumes with its journal after the account has got new numbers", async () => {
  const numbers = ownedNumbers(2);
  const world = await createWorld(referenceProvider(), (request) => fakeTwilio(numbers)(request));
  expect(await world.run(["add", "--all", "--yes"])).toMatchObject({ code: 0 });
  numbers.push(ownedNumber(7));
  expect(await world.run(["add", "--all", "--yes"])).toMatchObject({ code: 0 });
  expect(world.sent()).toEqual(["+14155560000", "+14155560001", "+14155560007"]);
});

test("--all registers every number of the account that takes voice calls", async () => {
  const world = await createWorld(
    referenceProvider(),
    fakeTwilio([ownedNumber(0), ownedNumber(1, { capabilities: { voice: false } }), ownedNumber(2)]),
  );
  const { code, stdout } = await world.run(["add", "--all", "--yes"]);
  expect(code).toBe(0);
  expect(stdout).toContain("Left out +1 415 556 0001 can't take voice calls");
  expect(world.sent()).toEqual(["+14155560000", "+14155560002"]);
});

test("--json prints one object per number, and nothing else, to stdout", async () => {
  const world = await createWorldWith(3);
  const { stdout } = await world.run([...ADD, "--json"]);
  expect(lines(stdout).map((line) => JSON.parse(line))).toEqual(
    ownedNumbers(3).map(({ phone_number, friendly_name }) => ({
      ...{ number: phone_number, outcome: "registered", id: expect.any(String), label: friendly_name },
    })),
  );
});

test("registers the numbers even if the reader of its output goes away", async () => {
  const world = await createWorldWith(40);
  const { code } = await world.run(ADD, { closed: true });
  expect(code).toBe(0);
  expect(world.sent()).toHaveLength(40);
});
