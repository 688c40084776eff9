import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { startPrism } from "../support/prism.js";
import { REFERENCE_KEY, referenceProvider } from "../verify/reference/provider.js";
import { ACCOUNT, fakeTwilio, OURS, ownedNumber, TOKEN } from "./fake-twilio.js";
import { CTRL_C, ENTER, Terminal } from "./processes.js";
import { createWorld, registerNumbers } from "./world.js";

const SESSION = [
  "$ npx hamsa-twilio add +14155550123",
  '  Twilio   +1 415 555 0123 is yours: PN0123…cdef, "Support Line", voice ✓',
  "  Hamsa    not registered yet",
  '  Register it as "Support Line"? [Y/n]',
  "  ✓ registered: id 3f2c8a54-9f0e-4c1b-8d27-5a1e0b7c6d90",
];

/** Prism's mock of Hamsa, always asked for the same examples: an empty list and the synthetic registration. */
async function hamsaMock(): Promise<string> {
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const reply = await fetch(`${inject("prismUrl")}${request.url}`, {
      method: request.method ?? "GET",
      headers: {
        authorization: String(request.headers.authorization),
        "content-type": String(request.headers["content-type"] ?? "application/json"),
        prefer: `example=${request.method === "GET" ? "empty" : "synthetic"}`,
      },
      ...(body.length > 0 ? { body } : {}),
    });
    response.writeHead(reply.status, { "content-type": "application/json" }).end(await reply.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("runs the session of the README word for word, against mocks of both APIs", async () => {
  await using twilio = await startPrism("openapi/twilio.yaml");
  const { folder } = await createWorld();
  const urls = ["--base-url", await hamsaMock(), "--twilio-base-url", twilio.url];
  const terminal = new Terminal(["add", "+14155550123", ...urls], folder);
  await terminal.shows("[Y/n]");
  const before = terminal.text.trimEnd();
  terminal.type(ENTER);
  expect(await terminal.exited).toBe(0);
  const after = terminal.text.trimEnd().split("\n").at(-1);
  const session = [SESSION[0], ...before.split("\n").map((line) => line.trimEnd()), after];
  expect(session).toEqual(SESSION);
  expect(terminal.text).not.toContain(TOKEN);
});

describe("in a terminal", () => {
  test("reports a number that is already registered, without a question or a request", async () => {
    const world = await createWorld();
    await registerNumbers(world, [OURS]);
    const again = world.open(["add", "+1 (415) 555-0123"]);
    expect(await again.exited).toBe(0);
    expect(again.text).toContain("  Number   +1 (415) 555-0123 is +14155550123");
    expect(again.text).toMatch(/✓ already registered: id [0-9a-f-]{36}/);
    expect(again.text).not.toContain("[Y/n]");
    expect(world.sent()).toEqual(["+14155550123"]);
  });

  test("registers nothing if the person says no", async () => {
    const world = await createWorld();
    const terminal = world.open(["add", "+14155550123"]);
    await terminal.shows("[Y/n]");
    terminal.type(`n${ENTER}`);
    expect(await terminal.exited).toBe(2);
    expect(terminal.text).toContain("Nothing was sent.");
    expect(world.sent()).toEqual([]);
  });

  test("accepts a label that differs from Twilio's name", async () => {
    const world = await createWorld();
    const terminal = world.open(["add", "+14155550123", "--label", "Front Desk"]);
    await terminal.shows('Register it as "Front Desk"? [Y/n]');
    terminal.type(ENTER);
    expect(await terminal.exited).toBe(0);
    expect(world.hamsa.requests.at(-1)?.body).toContain('"label":"Front Desk"');
  });

  test("prompts for secrets that are not in the environment, and never shows them", async () => {
    const world = await createWorld();
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
    expect(await terminal.exited).toBe(0);
    expect(world.sent()).toEqual(["+14155550123"]);
    for (const secret of [REFERENCE_KEY, TOKEN]) expect(terminal.text).not.toContain(secret);
  });

  test("lets the person choose without a number, and marks the registered ones", async () => {
    const world = await createWorld(
      referenceProvider(),
      fakeTwilio([OURS, ownedNumber(1), ownedNumber(2, { capabilities: { voice: false } })]),
    );
    await registerNumbers(world, [OURS]);
    const terminal = world.open(["add"]);
    await terminal.shows("Which numbers do you want to register?");
    expect(terminal.text).toMatch(/\+1 415 555 0123 +Support Line +already registered/);
    expect(terminal.text).toMatch(/◯ \+1 415 556 0001 +Line 1/);
    expect(terminal.text).toContain("Left out +1 415 556 0002");
    terminal.type(" ");
    terminal.type(ENTER);
    await terminal.shows('Register it as "Line 1"? [Y/n]');
    terminal.type(ENTER);
    expect(await terminal.exited).toBe(0);
    expect(world.sent()).toEqual(["+14155550123", "+14155560001"]);
  });
});

test("asks nothing without a number if all are registered", async () => {
  const numbers = [OURS, ownedNumber(1)];
  const world = await createWorld(referenceProvider(), fakeTwilio(numbers));
  await registerNumbers(world, numbers);
  const terminal = world.open(["add"]);
  expect(await terminal.exited).toBe(0);
  expect(terminal.text).toContain("2 of 2 already registered");
});

describe("Ctrl-C", () => {
  test.for([
    ["at the prompt for the key", ["add", "+14155550123"], { HAMSA_API_KEY: "" }, "Hamsa API key?"],
    ["at the choice of numbers", ["add"], {}, "Which numbers"],
    ["at the question before the registration", ["add", "+14155550123"], {}, "[Y/n]"],
  ] as const)("%s exits with 130 and says that nothing was sent", async ([, args, environment, shown]) => {
    const world = await createWorld();
    const terminal = world.open(args, environment);
    await terminal.shows(shown);
    terminal.type(CTRL_C);
    expect(await terminal.exited).toBe(130);
    expect(terminal.text).toContain("Interrupted. No number was sent.");
    expect(world.sent()).toEqual([]);
  });

  test("during a registration exits with 130 and says that it may have happened", async () => {
    const conforming = referenceProvider();
    const world = await createWorld((request) => ({
      ...conforming(request),
      ...(request.method === "POST" ? { delivery: "never" as const } : {}),
    }));
    const terminal = world.open(["add", "+14155550123", "--yes"]);
    await terminal.shows("not registered yet");
    await world.whenSent(1);
    terminal.type(CTRL_C);
    expect(await terminal.exited).toBe(130);
    expect(terminal.text).toMatch(/\? unknown: Interrupted\. The number may have been registered/);
    expect(terminal.text).toContain("Run the same command again to resume.");
  });

  test("while Twilio does not respond exits with 130", async () => {
    let isAsked = () => {};
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    const world = await createWorld(referenceProvider(), () => {
      isAsked();
      return { status: 200, headers: {}, body: "", delivery: "never" };
    });
    const terminal = world.open(["add", "+14155550123"]);
    await asked;
    terminal.type(CTRL_C);
    expect(await terminal.exited).toBe(130);
    expect(terminal.text).toContain("No number was sent.");
  });
});
