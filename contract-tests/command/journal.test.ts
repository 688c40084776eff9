import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { REFERENCE_KEY, referenceProvider } from "../verify/reference/provider.js";
import { OURS, ownedNumbers } from "./fake-twilio.js";
import { recordAttempts } from "./journals.js";
import { createWorld, createWorldWith, EMPTY_LIST, laggingHamsa, lines } from "./world.js";

const ADD = ["add", "--from", "numbers.csv", "--yes"];
const NUMBERS = ["+14155560000", "+14155560001"];

describe("with a list that lags", () => {
  test("a number that an earlier run sent is not sent again", async () => {
    const world = await createWorld(laggingHamsa());
    await recordAttempts(world, ["+14155550123"], "registered");
    const { code, stdout } = await world.run(["add", "+14155550123", "--yes"]);
    expect(stdout).toContain("already registered");
    expect(code).toBe(0);
    expect(world.sent()).toEqual([]);
  });

  test("a file, used twice, sends nothing twice", async () => {
    const world = await createWorldWith(3, laggingHamsa());
    expect(await world.run(ADD)).toMatchObject({ code: 0 });
    const sent = world.sent();
    const again = await world.run([...ADD, "--json"]);
    expect(again.code).toBe(0);
    for (const line of lines(again.stdout))
      expect(JSON.parse(line)).toMatchObject({
        ...{ outcome: "already registered", id: expect.any(String), at: expect.stringMatching(/^20/) },
      });
    expect(world.sent()).toEqual(sent);
  });

  test("three processes at once send each number once", { timeout: 120_000 }, async () => {
    const world = await createWorldWith(20, laggingHamsa());
    const runs = await Promise.all(Array.from({ length: 3 }, () => world.run(ADD)));
    expect(runs.map(({ code }) => code)).toEqual(runs.map(() => 0));
    expect(world.sent().sort()).toEqual(ownedNumbers(20).map(({ phone_number }) => phone_number));
  });

  test("a line that is added to the input changes nothing for the others", async () => {
    const world = await createWorldWith(2, laggingHamsa());
    await recordAttempts(world, NUMBERS, "registered");
    await appendFile(join(world.folder, "numbers.csv"), "\n+14155560001,Line 1\n");
    await writeFile(join(world.folder, "others.csv"), "phoneNumber\n+14155560001\n");
    expect(await world.run(["add", "--from", "others.csv", "--yes"])).toMatchObject({ code: 0 });
    expect(world.sent()).toEqual([]);
  });

  test("a dry run reads the journal as well", async () => {
    const world = await createWorldWith(2, laggingHamsa());
    await recordAttempts(world, NUMBERS, "registered");
    const { stdout } = await world.run([...ADD, "--dry-run", "--json"]);
    expect(lines(stdout).map((line) => JSON.parse(line).outcome)).toEqual(["already registered", "already registered"]);
  });
});

describe("numbers that are pending", () => {
  /** A world whose journal has both of its numbers, sent an hour ago. The list shows neither. */
  async function createStuckWorld() {
    const world = await createWorldWith(2);
    await recordAttempts(world, NUMBERS, "pending");
    return world;
  }

  test("are reported as unknown and never sent by themselves", async () => {
    const [lossy, conforming] = [laggingHamsa(() => ({ ...EMPTY_LIST, delivery: "reset" })), referenceProvider()];
    let isHealed = false;
    const world = await createWorldWith(2, (request) => (isHealed ? conforming(request) : lossy(request)));
    expect(await world.run([...ADD, "--timeout", "500"])).toMatchObject({ code: 3 });
    isHealed = true;
    const { code, stdout, stderr } = await world.run([...ADD, "--timeout", "500"]);
    expect(code).toBe(3);
    expect(stdout).toContain("2 unknown");
    expect(stderr).toContain("--resend");
    expect(world.sent()).toHaveLength(2);
  });

  test("are sent again with --resend, once", async () => {
    const world = await createStuckWorld();
    const { code, stdout } = await world.run([...ADD, "--resend"]);
    expect(code).toBe(0);
    expect(stdout).toContain("2 registered");
    expect(world.sent()).toEqual(NUMBERS);
  });

  test("are sent again only after a question that defaults to No", async () => {
    const world = await createStuckWorld();
    const terminal = world.open(["add", "+14155560000", "--resend"]);
    await terminal.shows("Send it again? [y/N]");
    terminal.type("\r");
    expect(await terminal.exited).toBe(3);
    expect(world.sent()).toEqual([]);
  });

  test("are listed by attempts, with the time and the account, but not the key", async () => {
    const world = await createStuckWorld();
    const { code, stdout } = await world.run(["attempts"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\+14155560000 +20[0-9-]+ [0-9:]+ UTC +http:\/\/127\.0\.0\.1:[0-9]+ +[0-9a-f]{8}\n/);
    const found = lines((await world.run(["attempts", "--json"])).stdout).map((line) => JSON.parse(line));
    expect(found).toEqual([
      expect.objectContaining({ number: "+14155560000", sentAt: expect.any(String), server: world.hamsa.url }),
      expect.objectContaining({ number: "+14155560001" }),
    ]);
    expect(stdout + JSON.stringify(found)).not.toContain(REFERENCE_KEY);
  });

  test("are forgotten with attempts --forget, for a number that was removed in Hamsa", async () => {
    const world = await createStuckWorld();
    expect(await world.run(["attempts", "--forget", "+14155560000"])).toMatchObject({ code: 0 });
    expect(await world.run(["add", "+14155560000", "--yes"])).toMatchObject({ code: 0 });
    expect(world.sent()).toEqual(["+14155560000"]);
  });
});

describe("another API key", () => {
  const OTHER = { env: { HAMSA_API_KEY: "key-after-the-rotation" } };

  async function createRotatedWorld() {
    const world = await createWorldWith(
      2,
      laggingHamsa((request) =>
        referenceProvider()({ ...request, headers: { ...request.headers, authorization: `Token ${REFERENCE_KEY}` } }),
      ),
    );
    await recordAttempts(world, NUMBERS, "registered");
    return world;
  }

  test("stops the run if the journal has a number of another key, and says what to do", async () => {
    const world = await createRotatedWorld();
    const { code, stderr } = await world.run(ADD, OTHER);
    expect(stderr).toMatch(
      /2 of the numbers were sent with another API key.*--same-account, otherwise --no-same-account/,
    );
    expect(code).toBe(2);
    expect(world.sent()).toEqual([]);
  });

  test("of the same account joins its records", async () => {
    const world = await createRotatedWorld();
    expect(await world.run([...ADD, "--same-account"], OTHER)).toMatchObject({ code: 0 });
    expect(await world.run(ADD, OTHER)).toMatchObject({ code: 0 });
    expect(world.sent()).toEqual([]);
  });

  test("of another account registers the numbers there", async () => {
    const world = await createRotatedWorld();
    expect(await world.run([...ADD, "--no-same-account"], OTHER)).toMatchObject({ code: 0 });
    expect(world.sent()).toEqual(NUMBERS);
  });
});

test("a rehearsal against another server does not keep a number from being registered", async () => {
  const [staging, production] = [await createWorld(laggingHamsa()), await createWorld(laggingHamsa())];
  const args = ["add", "+14155550123", "--yes", "--journal", join(staging.folder, "shared.jsonl")];
  expect(await staging.run(args)).toMatchObject({ code: 0 });
  expect(await production.run(args)).toMatchObject({ code: 0 });
  expect(production.sent()).toHaveLength(1);
});

test("a number that another program registers meanwhile is not sent", async () => {
  const conforming = referenceProvider();
  const world = await createWorldWith(20, (request) => {
    const reply = conforming(request);
    // After the first registration, another program registers the last number.
    if (request.method === "POST" && String(JSON.parse(request.body).phoneNumber) === "+14155560000")
      conforming({ ...request, body: JSON.stringify({ ...JSON.parse(request.body), phoneNumber: "+14155560019" }) });
    return reply;
  });
  expect(await world.run(ADD)).toMatchObject({ code: 0 });
  expect(world.sent()).not.toContain("+14155560019");
  const reads = world.hamsa.requests.filter(({ method }) => method === "GET");
  expect(reads.length).toBeLessThan(20);
});

test("the list is read once before a single number is sent", async () => {
  const world = await createWorld();
  await world.run(["add", "+14155550123", "--number-sid", OURS.sid, "--label", "x", "--yes"]);
  const reads = world.hamsa.requests.filter(({ method }) => method === "GET").map(({ path }) => path);
  expect(new Set(reads).size).toBe(reads.length);
});
