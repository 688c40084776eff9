import { describe, expect, test } from "vitest";
import { referenceProvider } from "../verify/reference/provider.js";
import { ownedNumbers } from "./fake-twilio.js";
import { createWorldWith, type World } from "./world.js";

// `KILLS=40 npm run test:package -- kills` kills each process so many times.
const isLong = process.env.KILLS !== undefined;
const KILLS = Number(process.env.KILLS ?? 2);
const NUMBERS = isLong ? 400 : 24;
/** How many processes run at once, and how many numbers each of them sends at once. */
const CROWDS = isLong
  ? [
      [1, 1],
      [1, 8],
      [4, 1],
      [4, 8],
    ]
  : [
      [1, 1],
      [4, 8],
    ];
const SIGNALS = ["SIGKILL", "SIGTERM", "SIGHUP", "SIGINT"] as const;

/** Starts processes at once and kills each at a random moment of its work. Resolves with their exit codes. */
async function runAndKill(world: World, args: readonly string[], processes: number): Promise<number[]> {
  return Promise.all(
    Array.from({ length: processes }, async () => {
      const command = world.start(args);
      const target = world.sent().length + Math.ceil((Math.random() * NUMBERS) / KILLS);
      await Promise.race([command.exited, world.whenSent(target)]);
      command.kill(SIGNALS[Math.floor(Math.random() * SIGNALS.length)] ?? "SIGKILL");
      return (await command.exited).code;
    }),
  );
}

function countRegistered(world: World): number {
  return new Set(world.sent()).size;
}

describe("processes that are killed again and again", () => {
  test.for(CROWDS)(
    "%i at once, %i numbers at once: each is registered once",
    { timeout: 900_000 },
    async ([processes, workers]) => {
      const world = await createWorldWith(NUMBERS, referenceProvider());
      const args = ["add", "--from", "numbers.csv", "--yes", "--concurrency", String(workers)];
      for (let kill = 0; kill < KILLS; kill++)
        for (const code of await runAndKill(world, args, processes ?? 1))
          if (code === 0) expect(countRegistered(world)).toBe(NUMBERS);
      const last = await world.run(args);
      // What was recorded and not sent when a kill came is pending. Only the person can free it.
      if (last.code !== 0) expect(last).toMatchObject({ code: 3, stderr: expect.stringContaining("--resend") });
      const freed = await world.run([...args, "--resend"]);
      expect(freed).toMatchObject({ code: 0 });
      const sent = world.sent().sort();
      expect(sent).toEqual(ownedNumbers(NUMBERS).map(({ phone_number }) => phone_number));
    },
  );
});
