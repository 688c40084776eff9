import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { json, type Provider, type Reply } from "../verify/reference/messages.js";
import { referenceProvider } from "../verify/reference/provider.js";
import { CTRL_C } from "./processes.js";
import { createWorldWith, lines } from "./world.js";

const ADD = ["add", "--from", "numbers.csv", "--yes"];

/** A Hamsa that answers registrations with what `replyTo` returns for the nth of them, if anything. */
function hamsaWith(replyTo: (nth: number) => Reply | undefined): Provider {
  const conforming = referenceProvider();
  let posts = 0;
  return (request) => (request.method === "POST" ? replyTo(++posts) : undefined) ?? conforming(request);
}

const rejectWith429 = (headers: Readonly<Record<string, string>>) => json(429, { message: "slow down" }, headers);

describe("a rate limit", () => {
  test("of one request per second makes no number fail, however many are sent at once", async () => {
    let freeAt = 0;
    const world = await createWorldWith(
      5,
      hamsaWith(() => {
        if (Date.now() < freeAt) return rejectWith429({ "retry-after": "1" });
        freeAt = Date.now() + 900;
        return undefined;
      }),
    );
    const { code } = await world.run([...ADD, "--concurrency", "8"]);
    expect(code).toBe(0);
  });

  test("pauses all numbers", async () => {
    const at: number[] = [];
    const conforming = referenceProvider();
    const world = await createWorldWith(12, (request) => {
      if (request.method !== "POST") return conforming(request);
      at.push(performance.now());
      return at.length === 3 ? rejectWith429({ "retry-after": "1" }) : conforming(request);
    });
    expect(await world.run([...ADD, "--concurrency", "4"])).toMatchObject({ code: 0 });
    const [, , refused = 0] = at;
    // Only requests that were already in flight arrive during the pause.
    expect(at.filter((time) => time > refused && time < refused + 900).length).toBeLessThanOrEqual(3);
  });

  test.for(["86400", "99999999999999999999"])("of %s seconds ends the run at once, and says why", async (seconds) => {
    const world = await createWorldWith(
      3,
      hamsaWith(() => rejectWith429({ "retry-after": seconds })),
    );
    const { code, stdout, stderr } = await world.run([...ADD, "--json"]);
    expect(lines(stdout).map((line) => JSON.parse(line).outcome)).toEqual(["rejected", "not sent", "not sent"]);
    expect(code).toBe(1);
    expect(stderr).toContain("Hamsa is rate limiting");
    expect(lines(stderr).length).toBeLessThan(20);
    expect(world.sent()).toHaveLength(1);
  });

  test("of more than two seconds is shown with its reason, and Ctrl-C ends it", async () => {
    const world = await createWorldWith(
      2,
      hamsaWith(() => rejectWith429({ "retry-after": "30" })),
    );
    const terminal = world.open(ADD);
    await terminal.shows("Hamsa is rate limiting");
    await terminal.shows("30 s");
    terminal.type(CTRL_C);
    expect(await terminal.exited).toBe(130);
    expect(world.sent()).toHaveLength(1);
  });
});

/** Takes Hamsa away for a moment while a run sends 20 numbers, and returns how it ended. */
async function runThroughAbsence(workers: string) {
  const world = await createWorldWith(20);
  const command = world.start([...ADD, "--concurrency", workers]);
  await world.whenSent(5);
  const back = await world.hamsa.pause();
  await wait(1_000);
  await back();
  const { code } = await command.exited;
  return { code, sent: new Set(world.sent()).size };
}

test("an absence of a moment makes no number fail, with one and with eight at once", async () => {
  // Both at the same time: they mostly wait.
  for (const { code, sent } of await Promise.all(["1", "8"].map(runThroughAbsence))) {
    // What was in flight when the server went may be unknown. Nothing may be left out.
    expect([0, 3]).toContain(code);
    expect(sent).toBeGreaterThanOrEqual(12);
  }
});

describe("a Hamsa that is down", () => {
  test.for([
    ["503", () => json(503, { message: "down" })],
    [
      "a 200 that confirms the number without an id",
      ({ phoneNumber: number }) => json(200, { success: true, data: { number } }),
    ],
  ] as const satisfies readonly (readonly [string, (params: { phoneNumber: string }) => Reply])[])(
    "stops the run after three responses in a row such as %s; the others are not sent",
    {
      timeout: 120_000,
    },
    async ([, replyTo]) => {
      const conforming = referenceProvider();
      const world = await createWorldWith(20, (request) =>
        request.method === "POST" ? replyTo(JSON.parse(request.body)) : conforming(request),
      );
      const { code, stdout, stderr } = await world.run([...ADD, "--json", "--timeout", "500"]);
      const outcomes = lines(stdout).map((line) => JSON.parse(line).outcome);
      expect(outcomes.filter((outcome) => outcome === "unknown")).toHaveLength(3);
      expect(outcomes.filter((outcome) => outcome === "not sent")).toHaveLength(17);
      expect(stderr).toMatch(/Stopped\. Hamsa .*in a row\./);
      expect(code).toBe(3);
      expect(world.sent()).toHaveLength(3);
    },
  );

  test("now and then does not stop it", { timeout: 120_000 }, async () => {
    const world = await createWorldWith(
      9,
      hamsaWith((nth) => (nth % 3 === 0 ? undefined : json(503, { message: "down" }))),
    );
    await world.run([...ADD, "--timeout", "300"]);
    expect(world.sent()).toHaveLength(9);
  });
});
