import { describe, expect, test } from "vitest";
import { CommandError } from "../../src/command/command-error.js";
import { json, type Provider } from "../verify/reference/messages.js";
import { referenceProvider } from "../verify/reference/provider.js";
import { fakeTwilio, OURS, ownedNumber, ownedNumbers } from "./fake-twilio.js";
import { lookUpInProcess } from "./look-up-in-process.js";
import { createWorld } from "./world.js";

/** A Twilio whose nth page the test decides. */
function pagedTwilio(pageAt: (page: number) => object): Provider {
  return ({ path }) => json(200, pageAt(Number(new URL(path, "http://localhost").searchParams.get("Page") ?? 0)));
}

const toPage = (numbers: readonly object[], next: string | null) => ({
  incoming_phone_numbers: numbers,
  next_page_uri: next,
});
const next = (page: number) => `/next?Page=${page}&PageToken=PA${page}`;

async function listAll(twilio: Provider) {
  const { candidates } = await lookUpInProcess(twilio);
  return candidates.map(({ params }) => params.phoneNumber);
}

/** The command's own error, which it prints without a stack before it exits with 2. */
const nothingSent = (message: RegExp) =>
  expect.objectContaining({ name: CommandError.name, exitCode: 2, message: expect.stringMatching(message) });

describe("Twilio's list", () => {
  test("is read to its end, also past an empty page", async () => {
    const pages = [[ownedNumber(0)], [], [ownedNumber(1)]];
    const numbers = await listAll(
      pagedTwilio((page) => toPage(pages[page] ?? [], page < pages.length - 1 ? next(page + 1) : null)),
    );
    expect(numbers).toEqual(["+14155560000", "+14155560001"]);
  });

  test("gives each number once if its pages overlap", async () => {
    const pages = [
      [ownedNumber(0), ownedNumber(1)],
      [ownedNumber(1), ownedNumber(2)],
    ];
    const numbers = await listAll(pagedTwilio((page) => toPage(pages[page] ?? [], page === 0 ? next(1) : null)));
    expect(numbers).toEqual(["+14155560000", "+14155560001", "+14155560002"]);
  });

  test("that never ends is given up with a sentence", async () => {
    const listing = listAll(pagedTwilio((page) => toPage([ownedNumber(0)], next(page + 1))));
    await expect(listing).rejects.toEqual(nothingSent(/returns page after page without an end/));
  });

  test.for(["http://[", "/next?Page=x"])("with the next page %s is given up with a sentence", async (uri) => {
    const listing = listAll(pagedTwilio(() => toPage([ownedNumber(0)], uri)));
    await expect(listing).rejects.toEqual(nothingSent(/next_page_uri that can't be read/));
  });

  test("is read again after a 429, not sooner than it asks", async () => {
    const conforming = fakeTwilio(ownedNumbers(2));
    const times: number[] = [];
    const numbers = await listAll((request) => {
      times.push(performance.now());
      return times.length === 1 ? json(429, {}, { "retry-after": "1" }) : conforming(request);
    });
    expect(numbers).toHaveLength(2);
    // Timers may fire a little early.
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(950);
  });

  test("is not waited for longer than a minute", async () => {
    const listing = listAll(() => json(429, {}, { "retry-after": "9999999999" }));
    await expect(listing).rejects.toEqual(
      nothingSent(/Twilio is rate limiting \(429\)\. It asks to wait 9999999999 s/),
    );
  });
});

test("what ends the lookup ends the command with 2, without a stack", async () => {
  const world = await createWorld(
    referenceProvider(),
    pagedTwilio(() => toPage([ownedNumber(0)], "http://[")),
  );
  const { code, stdout, stderr } = await world.run(["add", "--all", "--dry-run", "--json"]);
  expect(stderr).toMatch(/next_page_uri that can't be read/);
  expect(stderr).not.toMatch(/^ +at /m);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
});

test("a Twilio that accepts the connection and stays silent runs into --timeout", async () => {
  const world = await createWorld(referenceProvider(), () => ({
    status: 200,
    headers: {},
    body: "",
    delivery: "never",
  }));
  const { code, stderr } = await world.run(["add", "+14155550123", "--yes", "--timeout", "300"]);
  expect(stderr).toMatch(/Can't reach Twilio: no usable response from \S+ \(it took too long\)/);
  expect(code).toBe(2);
});

test("a number whose account is another one is not yours", async () => {
  const other = `AC${"b".repeat(32)}`;
  const world = await createWorld(referenceProvider(), fakeTwilio([{ ...OURS, account_sid: other }]));
  const { code, stderr } = await world.run(["add", "+14155550123", "--yes"]);
  expect(stderr).toMatch(/belongs to .* ACbbbb…bbbb, not to AC0123…cdef/);
  expect(code).toBe(2);
  expect(world.sent()).toEqual([]);
});

test("a name that would fill the screen is cut, also in the question", async () => {
  const name = "A".repeat(500);
  const world = await createWorld(referenceProvider(), fakeTwilio([{ ...OURS, friendly_name: name }]));
  const terminal = world.open(["add", "+14155550123"]);
  await terminal.shows("[Y/n]");
  expect(terminal.text).toContain(`Register it as "${"A".repeat(40)}`);
  expect(terminal.text).not.toContain("A".repeat(65));
});

test("voice is not claimed if Twilio does not state it", async () => {
  const { capabilities: _, ...silent } = OURS;
  const world = await createWorld(referenceProvider(), fakeTwilio([silent]));
  const { stdout } = await world.run(["add", "+14155550123", "--dry-run"]);
  expect(stdout).toMatch(/voice not stated/);
});

test("two rows of one account with different tokens are both looked up", async () => {
  const world = await createWorld(referenceProvider(), fakeTwilio(ownedNumbers(2)));
  const sid = OURS.account_sid;
  const input = `phoneNumber,twilioAccountSid,twilioAuthToken\n+14155560000,,\n+14155560001,${sid},not-the-right-token\n`;
  const { code, stderr } = await world.run(["add", "--from", "-", "--yes"], { input });
  expect(stderr).toMatch(/Twilio rejected the credentials/);
  expect(stderr).not.toContain("not-the-right-token");
  expect(code).toBe(2);
  expect(world.sent()).toEqual([]);
});
