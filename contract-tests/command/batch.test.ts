import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Provider } from "../verify/reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "../verify/reference/provider.js";
import { fakeTwilio, ownedNumber, ownedNumbers, TOKEN } from "./fake-twilio.js";
import { createWorld, createWorldWith, lines } from "./world.js";

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

test("registers each of 80 numbers once, although every tenth response is lost and the run is interrupted three times", {
  timeout: 120_000,
}, async () => {
  const world = await createWorldWith(80, lossyHamsa());
  const printed: string[] = [];
  for (let run = 1; run <= 3; run++) {
    const target = 20 * run;
    // Each later output interrupts again, as npx does when it forwards one Ctrl-C twice.
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
  expect(sent.length).toBe(80);
  expect(new Set(sent).size).toBe(80);
  expect(stdout).toMatch(/✓ [0-9]+ registered {3}✓ [0-9]+ already registered/);
  const rows = stdout.match(/^ {2}✓ \+1415556[0-9]{4} (?:already )?registered: id /gm);
  expect(rows).toHaveLength(80);
  const journal = await readFile(join(world.folder, "state/hamsa-twilio/journal.jsonl"), "utf8");
  for (const secret of [TOKEN, REFERENCE_KEY]) expect(journal + printed.join() + stdout).not.toContain(secret);
});

test("registers each number once with several workers", async () => {
  const world = await createWorldWith(30, lossyHamsa());
  const { code } = await world.run([...ADD, "--concurrency", "8", "--json"]);
  expect(code).toBe(0);
  expect(new Set(world.sent()).size).toBe(30);
  expect(world.sent()).toHaveLength(30);
});

test("--all registers the numbers that the account has got since the last run", async () => {
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
  expect(stdout).toContain("Left out +1 415 556 0001");
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
  const world = await createWorldWith(10);
  const { code } = await world.run(ADD, { closed: true });
  expect(code).toBe(0);
  expect(world.sent()).toHaveLength(10);
});
