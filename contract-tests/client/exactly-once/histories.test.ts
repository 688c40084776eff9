import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createHamsaClient, type EnsuredNumber, HamsaError, PendingError } from "../../../src/index.js";
import { syntheticParams } from "../../support/params.js";
import { type ListFault, type ListMode, type PostFault, SimulatedHamsa } from "./simulated-hamsa.js";
import { SimulatedStore, type StoreFault } from "./simulated-store.js";

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
  /** The label that it registers the number with, by which its requests are known. */
  readonly label: string;
  readonly begun: number;
  result?: EnsuredNumber | HamsaError;
  ms?: number;
  readonly life: { isOver: boolean };
}

/** The server, the store, the callers, whose programs may crash, and every call. */
class World {
  readonly hamsa = new SimulatedHamsa();
  readonly store = new SimulatedStore();
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

  ensure(caller: number, resendAfter?: number): Call {
    const life = this.lives[caller] ?? { isOver: true };
    const label = `call ${this.calls.length}`;
    const call: Call = { caller, label, begun: performance.now(), life };
    this.calls.push(call);
    const settle = (result: EnsuredNumber | HamsaError) =>
      Object.assign(call, { result, ms: performance.now() - call.begun });
    const params = { ...syntheticParams, label };
    void this.#clients[caller]?.ensureTwilioNumber(params, { resendAfter }).then(settle, settle);
    return call;
  }

  /** All faults end. */
  recover(): void {
    for (const faults of [this.hamsa.postFaults, this.hamsa.listFaults, this.store.faults]) faults.length = 0;
    this.hamsa.mode = "truth";
  }

  #start(caller: number) {
    const life = this.lives[caller] ?? { isOver: true };
    return createHamsaClient({
      apiKey: "an-api-key",
      baseUrl: "https://api.example.com",
      timeout: TIMEOUT_MS,
      maxRetries: 1,
      fetch: this.hamsa.fetchOf(caller, life),
      attempts: this.store.storeOf(life),
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
  for (const { result, ms = 0, label } of calls) {
    expect(ms).toBeLessThanOrEqual(TIMEOUT_MS + 50);
    if (result === undefined) continue;
    const own = posts.filter((post) => post.label === label);
    if (result instanceof HamsaError) {
      if (result.outcome === "not-sent" || result instanceof PendingError) expect(own).toEqual([]);
      if (result.outcome === "rejected") expect(own.filter(({ mayBeApplied }) => mayBeApplied)).toEqual([]);
      if (own.some(({ mayBeApplied }) => mayBeApplied)) expect(result.outcome).toMatch(/^(?:unknown|accepted)$/);
      continue;
    }
    expect(result.number.number).toBe(syntheticParams.phoneNumber);
    if (result.created) expect(own).toContainEqual(expect.objectContaining({ isApplied: true, isConfirmed: true }));
  }
}

const answers = [
  "success",
  "invalid success",
  "other success",
  "another number",
  "reset",
  "vanished route",
  "hang",
  "303",
  "500",
  "rejection",
  "429",
] as const;
const modes = ["truth", "late", "stale", "empty", "others", "endless", "invented", "shrinking", "growing"] as const;
const storeFaults = [
  "none",
  "slow",
  "hang",
  "hang after the change",
  "fail",
  "fail after the change",
  "late",
  "late failure",
  "repeat",
  "row count",
] as const;
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
  fc
    .array(fc.constantFrom<StoreFault>(...storeFaults), { minLength: 1, maxLength: 4 })
    .map((next) => new Event(`next changes of the store: ${next}`, ({ store }) => store.faults.push(...next))),
  fc.integer({ min: 1, max: 6_000 }).map((ms) => new Event(`${ms} ms pass`, () => vi.advanceTimersByTimeAsync(ms))),
];

const PROMISE = "no number is sent twice, `created` is never wrong, and no call exceeds its timeout";

test(`in ${HISTORIES} histories of faults, crashes and two callers ${PROMISE}`, {
  timeout: 60_000 + HISTORIES * 60,
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
      await freesEveryNumber(world);
    }),
    { numRuns: HISTORIES },
  );
  console.log(`${HISTORIES} histories: ${JSON.stringify(seen)}`);
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
});

/** Whatever happened before: once the faults are over, `resendAfter` gets the number registered, exactly once. */
async function freesEveryNumber(world: World): Promise<void> {
  world.recover();
  // Until the last late change of the store has arrived.
  await vi.advanceTimersByTimeAsync(60_000);
  const call = world.ensure(0, 1);
  await vi.advanceTimersByTimeAsync(TIMEOUT_MS);
  expect(call.result).toMatchObject({ number: { number: syntheticParams.phoneNumber } });
  expect(world.hamsa.posts.filter(({ isApplied }) => isApplied)).toHaveLength(1);
}
