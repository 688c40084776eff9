import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { json, type Provider } from "../verify/reference/messages.js";
import { referenceProvider } from "../verify/reference/provider.js";
import { fakeTwilio, OURS, ownedNumbers } from "./fake-twilio.js";
import { CTRL_C } from "./processes.js";
import { createWorld, createWorldWith, lines } from "./world.js";

const ADD = ["add", "--from", "numbers.csv", "--yes"];
const CTRL_D = "\u0004";

/** A Hamsa that needs some time for each request. */
function slowHamsa(ms: number, conforming: Provider = referenceProvider()) {
  return async (request: Parameters<Provider>[0]) => {
    await wait(ms);
    return conforming(request);
  };
}

describe("the exit code", () => {
  test.for([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("after %s is %i, and each number has one result", async ([signal, expected]) => {
    const world = await createWorldWith(20, slowHamsa(20));
    const command = world.start([...ADD, "--json"]);
    await world.whenSent(5);
    command.kill(signal);
    const { code, stdout, stderr } = await command.exited;
    expect(code).toBe(expected);
    const results = lines(stdout).map((line) => JSON.parse(line));
    expect(results).toHaveLength(20);
    expect(new Set(results.map(({ number }) => number)).size).toBe(20);
    const registered = results.filter(({ outcome }) => outcome === "registered");
    expect(registered.length).toBeGreaterThanOrEqual(4);
    expect(stderr).not.toContain("No number was sent.");
    expect(stderr).toContain("Interrupted.");
  });

  test.for([
    ["the key", ["add", "+14155550123"], { HAMSA_API_KEY: "" }, "Hamsa API key?"],
    ["the numbers", ["add"], {}, "Which numbers"],
    ["a confirmation", ["add", "+14155550123"], {}, "[Y/n]"],
  ] as const)("is not 0 if Ctrl-D ends the question for %s", async ([, args, environment, shown]) => {
    const world = await createWorld(referenceProvider(), fakeTwilio([OURS, ...ownedNumbers(2)]));
    const terminal = world.open(args, environment);
    await terminal.shows(shown);
    terminal.type(CTRL_D);
    expect(await terminal.exited).not.toBe(0);
    expect(world.sent()).toEqual([]);
  });

  test("is not 0 if the results can't be written", async () => {
    const world = await createWorldWith(3);
    const { code, stderr } = await world.run([...ADD, "--json"], { stdout: "/dev/full" });
    expect(code).toBe(1);
    expect(stderr).toContain("can't be written (ENOSPC)");
    expect(world.sent()).toHaveLength(3);
  });

  test("is not 0 for a list or a help that can't be written", async () => {
    const world = await createWorldWith(1);
    for (const args of [["list"], ["list", "--json"], ["--help"]])
      expect(await world.run(args, { stdout: "/dev/full" })).toMatchObject({ code: 1 });
  });

  test.for(["verify", "verify --json", "verify --list"])(
    "is 2, and not that of a broken contract, if the output of %s can't be written",
    async (line) => {
      const { code, stderr } = await (await createWorld()).run(line.split(" "), { stdout: "/dev/full" });
      expect(code).toBe(2);
      expect(stderr).toContain("can't be written (ENOSPC)");
    },
  );

  test("is 1 for a broken contract, even if the reader of the report goes away", async () => {
    const world = await createWorld(() => json(200, {}));
    expect(await world.run(["verify"], { closed: true })).toMatchObject({ code: 1 });
  });
});

describe("Ctrl-C", () => {
  test("while standard input is read ends the command", async () => {
    const world = await createWorld();
    const command = world.start(["add", "--from", "-", "--yes"], { input: "open" });
    while (!command.stderr().includes("waiting for standard input")) await wait(20);
    command.kill("SIGINT");
    const { code, stderr } = await command.exited;
    expect(code).toBe(130);
    expect(stderr).toContain("Interrupted. No number was sent.");
  });

  test("lets no further request leave, and says what was registered", async () => {
    const world = await createWorldWith(10, slowHamsa(100));
    const terminal = world.open(ADD);
    await world.whenSent(3);
    terminal.type(CTRL_C);
    const sent = world.sent().length;
    expect(await terminal.exited).toBe(130);
    expect(world.sent().length).toBeLessThanOrEqual(sent + 1);
    expect(terminal.text).toMatch(/[23] registered/);
    expect(terminal.text).not.toContain("No number was sent.");
  });

  test("while Hamsa rate limits sends nothing more", async () => {
    const conforming = referenceProvider();
    const world = await createWorldWith(1, (request) =>
      request.method === "POST" ? json(429, { message: "no" }, { "retry-after": "1" }) : conforming(request),
    );
    const command = world.start(ADD);
    await world.whenSent(1);
    command.kill("SIGINT");
    expect(await command.exited).toMatchObject({ code: 130 });
    expect(world.sent()).toHaveLength(1);
  });
});

test("--json repeats no more of a server's message than a person reads", async () => {
  const conforming = referenceProvider();
  const world = await createWorldWith(1, (request) =>
    request.method === "POST" ? json(409, { message: "M".repeat(10_000) }) : conforming(request),
  );
  const { stdout } = await world.run([...ADD, "--json", "--timeout", "500"]);
  expect(JSON.parse(stdout)).toMatchObject({ outcome: "rejected", reason: expect.stringMatching(/^409, "M+…"$/) });
  expect(stdout.length).toBeLessThan(1_000);
});

test("--json prints one object per number, also for those that Twilio does not have", async () => {
  const world = await createWorld(referenceProvider(), fakeTwilio(ownedNumbers(2)));
  const { code, stdout } = await world.run(["add", "+14155560000", "+14155569999", "--yes", "--json"]);
  expect(code).toBe(1);
  expect(
    lines(stdout)
      .map((line) => JSON.parse(line).outcome)
      .sort(),
  ).toEqual(["not sent", "registered"]);
});
