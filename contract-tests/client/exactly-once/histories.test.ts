import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createHamsaClient, type EnsuredNumber, HamsaError } from "../../../src/index.js";
import { syntheticParams } from "../../support/params.js";
import { type ListFault, type ListMode, type PostFault, SimulatedHamsa } from "./simulated-hamsa.js";

/** How many histories are simulated; CONTRIBUTING has the results. */
const HISTORIES = Number(process.env.HISTORIES ?? 1_000);

const TIMEOUT_MS = 10_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** One call of `ensureTwilioNumber`, and its result. */
interface Call {
  readonly caller: number;
  readonly begun: number;
  result?: EnsuredNumber | HamsaError;
  ms?: number;
  readonly life: { isOver: boolean };
}

/** The server, the callers, whose programs may crash, and every call. */
class World {
  readonly hamsa = new SimulatedHamsa();
  readonly calls: Call[] = [];
  readonly lives = [{ isOver: false }, { isOver: false }];
  readonly #clients = this.lives.map((_, caller) => this.#start(caller));

  /** A crash, and the program's next start. */
  crash(caller: number): void {
    const life = this.lives[caller];
    if (life) life.isOver = true;
    this.lives[caller] = { isOver: false };
    this.#clients[caller] = this.#start(caller);
  }

  ensure(caller: number): void {
    const life = this.lives[caller] ?? { isOver: true };
    const call: Call = { caller, begun: performance.now(), life };
    this.calls.push(call);
    const settle = (result: EnsuredNumber | HamsaError) =>
      Object.assign(call, { result, ms: performance.now() - call.begun });
    void this.#clients[caller]?.ensureTwilioNumber(syntheticParams).then(settle, settle);
  }

  #start(caller: number) {
    const own = this.hamsa.callerOf(caller, this.lives[caller] ?? { isOver: true });
    return createHamsaClient({
      apiKey: "an-api-key",
      baseUrl: "https://api.example.com",
      timeout: TIMEOUT_MS,
      maxRetries: 1,
      ...own,
    });
  }
}

/** One event of a history. */
class Event implements fc.AsyncCommand<object, World> {
  constructor(
    readonly name: string,
    readonly happen: (world: World) => unknown,
  ) {}
  check = () => true;
  async run(_: object, world: World): Promise<void> {
    await this.happen(world);
    promises(world);
  }
  toString = () => this.name;
}

/** Asserts what must be true at every moment. */
function promises({ hamsa: { posts }, calls }: World): void {
  const first = posts.findIndex(({ mayBeApplied }) => mayBeApplied);
  if (first !== -1) expect(posts.slice(first + 1)).toEqual([]);
  for (const { result, ms = 0, caller } of calls) {
    expect(ms).toBeLessThanOrEqual(TIMEOUT_MS + 50);
    if (result === undefined || result instanceof HamsaError) continue;
    expect(result.number.number).toBe(syntheticParams.phoneNumber);
    if (result.created)
      expect(posts).toContainEqual(expect.objectContaining({ caller, isApplied: true, isConfirmed: true }));
  }
}

const answers = [
  "success",
  "invalid success",
  "other success",
  "reset",
  "hang",
  "303",
  "500",
  "rejection",
  "429",
] as const;
const modes = ["truth", "late", "stale", "empty", "others", "endless", "invented"] as const;
const faults = ["none", "reset", "hang", "500", "408", "html", "429", "404", "invalid item", "invalid page"] as const;

const caller = fc.constantFrom(0, 1);
const ensures = caller.map((who) => new Event(`caller ${who} ensures`, (world) => world.ensure(who)));
const events = [
  // Twice as likely as the others.
  ensures,
  ensures,
  caller.map((who) => new Event(`caller ${who} crashes`, (world) => world.crash(who))),
  fc.constantFrom<ListMode>(...modes).map(
    (mode) =>
      new Event(`the list shows: ${mode}`, ({ hamsa }) => {
        hamsa.mode = mode;
      }),
  ),
  fc
    .record({ isApplied: fc.boolean(), answer: fc.constantFrom<PostFault["answer"]>(...answers) })
    .map((fault) => new Event(`next POST: ${JSON.stringify(fault)}`, ({ hamsa }) => hamsa.postFaults.push(fault))),
  fc
    .array(fc.constantFrom<ListFault>(...faults), { minLength: 1, maxLength: 4 })
    .map((next) => new Event(`next lists: ${next}`, ({ hamsa }) => hamsa.listFaults.push(...next))),
  fc.integer({ min: 1, max: 6_000 }).map((ms) => new Event(`${ms} ms pass`, () => vi.advanceTimersByTimeAsync(ms))),
];

const PROMISE = "no number is sent twice, `created` is never wrong, and no call exceeds its timeout";

test(`in ${HISTORIES} histories of faults, crashes and two callers ${PROMISE}`, {
  timeout: 60_000 + HISTORIES * 20,
}, async () => {
  const seen = { calls: 0, posts: 0, created: 0, found: 0, failed: 0, crashed: 0 };
  await fc.assert(
    fc.asyncProperty(fc.commands(events, { maxCommands: 24, size: "max" }), async (history) => {
      const world = new World();
      await fc.asyncModelRun(() => ({ model: {}, real: world }), history);
      await vi.advanceTimersByTimeAsync(TIMEOUT_MS + 1_000);
      promises(world);
      for (const { result, life } of world.calls) {
        if (!life.isOver) expect(result, "a call that never ended").toBeDefined();
        seen.calls++;
        if (life.isOver) seen.crashed++;
        else if (result instanceof HamsaError) seen.failed++;
        else if (result?.created) seen.created++;
        else seen.found++;
      }
      seen.posts += world.hamsa.posts.length;
    }),
    { numRuns: HISTORIES },
  );
  console.log(`${HISTORIES} histories: ${JSON.stringify(seen)}`);
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
});
