import { appendFile, mkdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { defaultJournalFile } from "../../src/command/add/journal.js";
import { json, type Provider } from "../verify/reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "../verify/reference/provider.js";
import { OURS, ownedNumbers, TOKEN } from "./fake-twilio.js";
import { createWorld, createWorldWith, lines, type World } from "./world.js";

const ADD = ["add", "--from", "numbers.csv", "--yes"];
const EMPTY_LIST = json(200, { success: true, message: "Success", data: [] });

/** A Hamsa whose list lags so far behind that it shows nothing. */
function laggingHamsa(registering: Provider = referenceProvider()): Provider {
  return (request) => (request.method === "POST" ? registering(request) : EMPTY_LIST);
}

const journalOf = (world: World) => join(world.folder, "state/hamsa-twilio/journal.jsonl");

describe("with a list that lags", () => {
  test.for([["add", "+14155550123", "--yes"], ADD])("%j, run twice, sends nothing twice", async (args) => {
    const world = args.includes("--from")
      ? await createWorldWith(3, laggingHamsa())
      : await createWorld(laggingHamsa());
    expect(await world.run(args)).toMatchObject({ code: 0 });
    const sent = world.sent();
    const again = await world.run([...args, "--json"]);
    expect(again.code).toBe(0);
    for (const line of lines(again.stdout))
      expect(JSON.parse(line)).toMatchObject({
        ...{ outcome: "already registered", id: expect.any(String), at: expect.stringMatching(/^20/) },
      });
    expect(world.sent()).toEqual(sent);
  });

  test.for([2, 8])("%i processes at once send each number once", { timeout: 120_000 }, async (processes) => {
    const world = await createWorldWith(40, laggingHamsa());
    const runs = await Promise.all(Array.from({ length: processes }, () => world.run(ADD)));
    expect(runs.map(({ code }) => code)).toEqual(runs.map(() => 0));
    expect(world.sent().sort()).toEqual(ownedNumbers(40).map(({ phone_number }) => phone_number));
  });

  test("a line that is added to the input changes nothing for the others", async () => {
    const world = await createWorldWith(2, laggingHamsa());
    await world.run(ADD);
    await appendFile(join(world.folder, "numbers.csv"), "\n+14155560001,Line 1\n");
    await writeFile(join(world.folder, "others.csv"), "phoneNumber\n+14155560001\n");
    expect(await world.run(["add", "--from", "others.csv", "--yes"])).toMatchObject({ code: 0 });
    expect(world.sent()).toHaveLength(2);
  });

  test("a dry run reads the journal as well", async () => {
    const world = await createWorldWith(2, laggingHamsa());
    await world.run(ADD);
    const { stdout } = await world.run([...ADD, "--dry-run", "--json"]);
    expect(lines(stdout).map((line) => JSON.parse(line).outcome)).toEqual(["already registered", "already registered"]);
  });
});

describe("numbers that are pending", () => {
  /** Loses every response until `heal` is called. The list shows nothing before. */
  async function createStuckWorld() {
    const [lossy, conforming] = [laggingHamsa(() => ({ ...EMPTY_LIST, delivery: "reset" })), referenceProvider()];
    let isHealed = false;
    const world = await createWorldWith(2, (request) => (isHealed ? conforming(request) : lossy(request)));
    const heal = () => {
      isHealed = true;
    };
    expect(await world.run([...ADD, "--timeout", "1000"])).toMatchObject({ code: 3 });
    return { world, heal };
  }

  test("are reported as unknown and never sent by themselves", async () => {
    const { world, heal } = await createStuckWorld();
    heal();
    const { code, stdout, stderr } = await world.run(ADD);
    expect(code).toBe(3);
    expect(stdout).toContain("2 unknown");
    expect(stderr).toContain("--resend");
    expect(world.sent()).toHaveLength(2);
  });

  test("are sent again with --resend, once", async () => {
    const { world, heal } = await createStuckWorld();
    heal();
    const { code, stdout } = await world.run([...ADD, "--resend"]);
    expect(code).toBe(0);
    expect(stdout).toContain("2 registered");
    expect(world.sent()).toHaveLength(4);
  });

  test("are sent again only after a question that defaults to No", async () => {
    const { world, heal } = await createStuckWorld();
    heal();
    const terminal = world.open(["add", "+14155560000", "--resend"]);
    await terminal.shows("Send it again? [y/N]");
    terminal.type("\r");
    expect(await terminal.exited).toBe(3);
    expect(world.sent()).toHaveLength(2);
  });

  test("are listed by attempts, with the time and the account, but not the key", async () => {
    const { world } = await createStuckWorld();
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
    const { world, heal } = await createStuckWorld();
    heal();
    expect(await world.run(["attempts", "--forget", "+14155560000"])).toMatchObject({ code: 0 });
    expect(await world.run(["add", "+14155560000", "--yes"])).toMatchObject({ code: 0 });
    expect(world.sent()).toHaveLength(3);
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
    expect(await world.run(ADD)).toMatchObject({ code: 0 });
    return world;
  }

  test("stops the run if the journal has a number of another key, and says what to do", async () => {
    const world = await createRotatedWorld();
    const { code, stderr } = await world.run(ADD, OTHER);
    expect(stderr).toMatch(
      /2 of the numbers were sent with another API key.*--same-account, otherwise --no-same-account/,
    );
    expect(code).toBe(2);
    expect(world.sent()).toHaveLength(2);
  });

  test("of the same account joins its records", async () => {
    const world = await createRotatedWorld();
    expect(await world.run([...ADD, "--same-account"], OTHER)).toMatchObject({ code: 0 });
    expect(await world.run(ADD, OTHER)).toMatchObject({ code: 0 });
    expect(world.sent()).toHaveLength(2);
  });

  test("of another account registers the numbers there", async () => {
    const world = await createRotatedWorld();
    expect(await world.run([...ADD, "--no-same-account"], OTHER)).toMatchObject({ code: 0 });
    expect(world.sent()).toHaveLength(4);
  });
});

test("a rehearsal against another server does not keep a number from being registered", async () => {
  const [staging, production] = [await createWorld(laggingHamsa()), await createWorld(laggingHamsa())];
  const args = ["add", "+14155550123", "--yes", "--journal", join(staging.folder, "shared.jsonl")];
  expect(await staging.run(args)).toMatchObject({ code: 0 });
  expect(await production.run(args)).toMatchObject({ code: 0 });
  expect(production.sent()).toHaveLength(1);
});

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

describe("sends nothing if the journal", () => {
  test.for([
    ["is damaged in the middle", (text: string) => text.replace("+14155560000", "+14155569999"), /line 2/],
    ["has NULs after a power cut", (text: string) => `${text}${"\0".repeat(200)}\n`, /line [0-9]+/],
    ["was emptied", () => "", /./],
    ["is a file of another program", () => "phoneNumber,label\n+14155550123,x\n", /./],
  ] as const)("%s", async ([, damage, says]) => {
    const world = await createWorldWith(3, laggingHamsa());
    await world.run(["add", "+14155560000", "--yes"]);
    await writeFile(journalOf(world), damage(await readFile(journalOf(world), "utf8")));
    const { code, stderr } = await world.run(ADD);
    expect(stderr).toContain("journal.jsonl");
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(code).toBe(2);
    expect(world.sent()).toHaveLength(1);
  });

  test("is a symbolic link that leads nowhere", async () => {
    const world = await createWorldWith(2);
    await mkdir(join(world.folder, "state/hamsa-twilio"), { recursive: true });
    await symlink(join(world.folder, "gone"), journalOf(world));
    const { code } = await world.run(ADD);
    expect(code).toBe(2);
    expect(world.sent()).toEqual([]);
  });

  test.for(["/dev/full", "/dev/null/journal", "/proc/journal"])("is %s", async (file) => {
    const world = await createWorldWith(3);
    const { code, stderr } = await world.run([...ADD, "--journal", file]);
    expect(stderr).toContain(file);
    expect(code).toBe(2);
    expect(world.sent()).toEqual([]);
  });
});

test("a disk that fills up stops the run, which reports what it did and resumes without sending a number twice", async () => {
  const world = await createWorldWith(60, laggingHamsa());
  const { code, stdout, stderr } = await world.run(ADD, { fileLimit: 16 });
  expect(stderr).toMatch(/Stopped\. .*The disk is full/);
  expect(code).not.toBe(0);
  const before = world.sent().length;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(60);
  expect(stdout).toMatch(/[0-9]+ not sent/);
  const again = await world.run(ADD);
  expect([0, 3]).toContain(again.code);
  if (again.code === 3) expect(await world.run([...ADD, "--resend"])).toMatchObject({ code: 0 });
  expect(new Set(world.sent()).size).toBe(60);
});

test("a number that another program registers meanwhile is not sent", async () => {
  const conforming = referenceProvider();
  const world = await createWorldWith(60, (request) => {
    const reply = conforming(request);
    // After the first registration, another program registers the last number.
    if (request.method === "POST" && String(JSON.parse(request.body).phoneNumber) === "+14155560000")
      conforming({ ...request, body: JSON.stringify({ ...JSON.parse(request.body), phoneNumber: "+14155560059" }) });
    return reply;
  });
  expect(await world.run(ADD)).toMatchObject({ code: 0 });
  expect(world.sent()).not.toContain("+14155560059");
  const reads = world.hamsa.requests.filter(({ method }) => method === "GET");
  expect(reads.length).toBeLessThan(60);
});

test("the list is read once before a single number is sent", async () => {
  const world = await createWorld();
  await world.run(["add", "+14155550123", "--number-sid", OURS.sid, "--label", "x", "--yes"]);
  const reads = world.hamsa.requests.filter(({ method }) => method === "GET").map(({ path }) => path);
  expect(new Set(reads).size).toBe(reads.length);
});
