import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { startPrism } from "../support/prism.js";
import { REFERENCE_KEY, referenceProvider } from "../verify/reference/provider.js";
import { ACCOUNT, CTRL_C, ENTER, newWorld, OURS, owned, Terminal, TOKEN, twilioOf } from "./world.js";

const SESSION = [
  "$ npx hamsa-twilio add +14155550123",
  '  Twilio   +1 415 555 0123 is yours: PN0123…cdef, "Support Line", voice ✓',
  "  Hamsa    not registered yet",
  '  Register it as "Support Line"? [Y/n]',
  "  ✓ registered: id 3f2c8a54-9f0e-4c1b-8d27-5a1e0b7c6d90",
];

/** Prism's mock of Hamsa, asked for an example that fits: an empty list, and the synthetic registration. */
async function hamsaMock(): Promise<string> {
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const answer = await fetch(`${inject("prismUrl")}${request.url}`, {
      method: request.method ?? "GET",
      headers: {
        authorization: String(request.headers.authorization),
        "content-type": String(request.headers["content-type"] ?? "application/json"),
        prefer: `example=${request.method === "GET" ? "empty" : "synthetic"}`,
      },
      ...(body.length > 0 ? { body } : {}),
    });
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("the session of the README, word for word, against the mocks of both APIs", async () => {
  await using twilio = await startPrism("openapi/twilio.yaml");
  const { folder } = await newWorld();
  const urls = ["--base-url", await hamsaMock(), "--twilio-base-url", twilio.url];
  const terminal = new Terminal(["add", "+14155550123", ...urls], folder);
  await terminal.shows("[Y/n]");
  const before = terminal.text.trimEnd();
  terminal.type(ENTER);
  expect(await terminal.ended).toBe(0);
  const after = terminal.text.trimEnd().split("\n").at(-1);
  const session = [SESSION[0], ...before.split("\n").map((line) => line.trimEnd()), after];
  expect(session).toEqual(SESSION);
  expect(terminal.text).not.toContain(TOKEN);
  await mkdir(".output", { recursive: true });
  await writeFile(".output/add-session.txt", `${session.join("\n")}\n`);
});

test("the README's picture shows that session", async () => {
  const picture = (await readFile(".github/add-session.svg", "utf8"))
    .replaceAll("&quot;", '"')
    .replaceAll("&#160;", " ");
  for (const line of SESSION) expect(picture).toContain(`>${line}<`);
});

describe("in a terminal", () => {
  test("a number that Hamsa has already is told so, and nothing is asked or sent", async () => {
    const world = await newWorld();
    await world.run(["add", "+14155550123", "--yes"]);
    const again = world.open(["add", "+1 (415) 555-0123"]);
    expect(await again.ended).toBe(0);
    expect(again.text).toContain("  Number   +1 (415) 555-0123 is +14155550123");
    expect(again.text).toMatch(/✓ already registered: id [0-9a-f-]{36}/);
    expect(again.text).not.toContain("[Y/n]");
    expect(world.sent()).toEqual(["+14155550123"]);
  });

  test("who says no registers nothing", async () => {
    const world = await newWorld();
    const terminal = world.open(["add", "+14155550123"]);
    await terminal.shows("[Y/n]");
    terminal.type(`n${ENTER}`);
    expect(await terminal.ended).toBe(2);
    expect(terminal.text).toContain("Nothing was sent.");
    expect(world.sent()).toEqual([]);
  });

  test("the label may be another than Twilio's name", async () => {
    const world = await newWorld();
    const terminal = world.open(["add", "+14155550123", "--label", "Front Desk"]);
    await terminal.shows('Register it as "Front Desk"? [Y/n]');
    terminal.type(ENTER);
    expect(await terminal.ended).toBe(0);
    expect(world.hamsa.asked.at(-1)?.body).toContain('"label":"Front Desk"');
  });

  test("secrets that are not in the environment are asked for, and never shown", async () => {
    const world = await newWorld();
    const terminal = world.open(["add", "+14155550123", "--yes"], {
      HAMSA_API_KEY: "",
      TWILIO_ACCOUNT_SID: "",
      TWILIO_AUTH_TOKEN: "",
    });
    await terminal.shows("Hamsa API key?");
    terminal.type(REFERENCE_KEY + ENTER);
    await terminal.shows("Twilio account SID (AC...)?");
    terminal.type(ACCOUNT + ENTER);
    await terminal.shows("Twilio auth token?");
    terminal.type(TOKEN + ENTER);
    expect(await terminal.ended).toBe(0);
    expect(world.sent()).toEqual(["+14155550123"]);
    for (const secret of [REFERENCE_KEY, TOKEN]) expect(terminal.text).not.toContain(secret);
  });

  test("without a number it lets the person choose, those that are registered marked", async () => {
    const world = await newWorld(
      referenceProvider(),
      twilioOf([OURS, owned(1), owned(2, { capabilities: { voice: false } })]),
    );
    await world.run(["add", "+14155550123", "--yes"]);
    const terminal = world.open(["add"]);
    await terminal.shows("Which numbers are to be registered?");
    expect(terminal.text).toMatch(/\+1 415 555 0123 +Support Line +\(registered already\)/);
    expect(terminal.text).toContain("+1 415 556 0001  Line 1");
    expect(terminal.text).toContain("Left out +1 415 556 0002 takes no voice calls");
    terminal.type(" ");
    terminal.type(ENTER);
    await terminal.shows('Register it as "Line 1"? [Y/n]');
    terminal.type(ENTER);
    expect(await terminal.ended).toBe(0);
    expect(world.sent()).toEqual(["+14155550123", "+14155560001"]);
  });
});

test("without a number, where all are registered, nothing is asked", async () => {
  const world = await newWorld(referenceProvider(), twilioOf([OURS, owned(1)]));
  await world.run(["add", "--all", "--yes"]);
  const terminal = world.open(["add"]);
  expect(await terminal.ended).toBe(0);
  expect(terminal.text).toContain("2 of 2 are registered already");
});

describe("Ctrl-C", () => {
  test.for([
    ["where the key is asked for", ["add", "+14155550123"], { HAMSA_API_KEY: "" }, "Hamsa API key?"],
    ["where numbers are chosen", ["add"], {}, "Which numbers"],
    ["before the registration", ["add", "+14155550123"], {}, "[Y/n]"],
  ] as const)("%s ends with 130, and says that nothing was sent", async ([, args, environment, shown]) => {
    const world = await newWorld();
    const terminal = world.open(args, environment);
    await terminal.shows(shown);
    terminal.type(CTRL_C);
    expect(await terminal.ended).toBe(130);
    expect(terminal.text).toContain("Interrupted. No number was sent.");
    expect(world.sent()).toEqual([]);
  });

  test("while a registration is under way ends with 130, and says that it may have happened", async () => {
    const conforming = referenceProvider();
    const world = await newWorld((asked) => ({
      ...conforming(asked),
      ...(asked.method === "POST" ? { delivery: "never" as const } : {}),
    }));
    const terminal = world.open(["add", "+14155550123", "--yes"]);
    await terminal.shows("not registered yet");
    while (world.sent().length === 0) await new Promise((resolve) => setImmediate(resolve));
    terminal.type(CTRL_C);
    expect(await terminal.ended).toBe(130);
    expect(terminal.text).toMatch(/\? unknown: Interrupted\. The number may have been registered/);
    expect(terminal.text).toContain("Look with hamsa-twilio list before you run this again");
  });

  test("while Twilio does not answer ends with 130", async () => {
    const world = await newWorld(referenceProvider(), () => ({
      status: 200,
      headers: {},
      body: "",
      delivery: "never",
    }));
    const terminal = world.open(["add", "+14155550123"]);
    while (world.twilio.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    terminal.type(CTRL_C);
    expect(await terminal.ended).toBe(130);
    expect(terminal.text).toContain("No number was sent.");
  });
});
