import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { syntheticParams } from "../support/params.js";
import { findPlatformFile } from "../support/platforms.js";
import { runForOutput } from "../support/run.js";
import { startFakeHamsa } from "./support/fake-hamsa.js";
import { requirePlatform } from "./support/installed.js";
import { postgresIsMissing, startPostgres } from "./support/postgres.js";
import { readBlock, writeRedisRecipe } from "./support/recipe.js";
import { redisIsMissing, startRedis } from "./support/redis.js";
import { startUnreliableProxy, type UnreliableProxy } from "./support/unreliable-proxy.js";
import type { WorkerTask } from "./support/worker.js";
import { bundleWorker, runWorker } from "./support/workers.js";

/** For how long processes are started and killed, for each store. CONTRIBUTING.md has the counts of a long run. */
const SECONDS = Number(process.env.ATTEMPTS_SECONDS ?? 1);

const PROCESSES = 4;
/** Enough to compete for what the killed ones left. */
const PROCESSES_IN_CALM = 2;
const NUMBERS_PER_ROUND = 12;
/** One more than processes, so that those that follow killed ones are killed too. */
const KILLS_PER_ROUND = PROCESSES + 1;

/** A call ends long before its attempt may be sent again: otherwise, a number may be sent twice. */
const LIMITS = { timeout: 800, resendAfter: 3_000 };

const NODE_24 = findPlatformFile("node-24/bin/node");

let folder: string;
let worker: string;
let recipe: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hamsa-processes-"));
  [worker, recipe] = await Promise.all([bundleWorker(folder), writeRedisRecipe(folder)]);
});

afterAll(() => rm(folder, { recursive: true }));

const counts = { rounds: 0, numbers: 0, kills: 0, stuck: 0, "lost responses": 0, "lost replies of the database": 0 };

/** What all processes of a test share. */
interface Storage extends AsyncDisposable {
  readonly store: WorkerTask["store"];
  readonly proxy?: UnreliableProxy;
  readonly node?: string;
}

const STORAGES: Record<WorkerTask["store"]["kind"], { missing: string | undefined; open(): Promise<Storage> }> = {
  postgres: { missing: postgresIsMissing, open: openPostgres },
  redis: { missing: redisIsMissing, open: openRedis },
  sqlite: { missing: NODE_24 ? undefined : "no Node 24 is installed for this platform", open: openSqlite },
  file: { missing: undefined, open: openFile },
};

test.for(Object.entries(STORAGES))(
  "four processes, killed at any moment, register each number exactly once: %s",
  { timeout: (SECONDS + 120) * 1_000 },
  async ([, { missing, open }], { skip }) => {
    if (missing) return skip(missing);
    await using storage = await open();
    const end = Date.now() + SECONDS * 1_000;
    do await attack(storage);
    while (Date.now() < end);
  },
);

/** One round: chaos, then calm, and then each number must be registered, and no number twice. */
async function attack({ store, proxy, node = process.execPath }: Storage): Promise<void> {
  await using hamsa = await startFakeHamsa();
  const params = Array.from({ length: NUMBERS_PER_ROUND }, () => ({
    ...syntheticParams,
    phoneNumber: `+1415${String(2_000_000 + counts.numbers++)}`,
  }));
  const drivers = findPlatformFile("pg/package.json") ?? worker;
  const task = { store, baseUrl: hamsa.url, params, ...LIMITS, repeats: true, isPersistent: false, recipe, drivers };
  let kills = 0;
  const inParallel = (length: number, run: () => Promise<void>) => Promise.all(Array.from({ length }, run));

  await inParallel(PROCESSES, async () => {
    while (kills < KILLS_PER_ROUND) {
      const { code, output } = await runWorker(node, worker, task, Math.random() * 500);
      if (code === null) kills++;
      // A failure to register is part of the chaos, but a program that ends with a stack is not.
      expect(code, output).toBeOneOf([null, 0, 3]);
    }
  });
  hamsa.recover();
  proxy?.recover();
  const stuck = new Set<string>();
  await inParallel(PROCESSES_IN_CALM, async () => {
    const { code, output } = await runWorker(node, worker, { ...task, repeats: false, isPersistent: true });
    expect(code, output).toBe(0);
    // A pending number is not sent again before its time.
    for (const [, number = ""] of output.matchAll(/^(\S+) PendingError/gm)) stuck.add(number);
  });

  const registrations = params.map(({ phoneNumber }) => [phoneNumber, hamsa.registrations.get(phoneNumber)]);
  expect(registrations).toEqual(params.map(({ phoneNumber }) => [phoneNumber, 1]));
  counts.rounds++;
  counts.kills += kills;
  counts.stuck += stuck.size;
  counts["lost responses"] += hamsa.lost;
  counts["lost replies of the database"] += proxy?.lost ?? 0;
}

afterAll(() => {
  if (process.env.ATTEMPTS_SECONDS !== undefined) console.log(counts);
});

async function openPostgres(): Promise<Storage> {
  const server = await startPostgres();
  const { Client } = requirePlatform<{ Client: new (config: object) => PostgresClient }>("pg");
  const client = new Client({ host: server.folder, user: "postgres", database: "postgres" });
  await client.connect();
  await client.query(await readBlock("sql", "CREATE TABLE"));
  await client.end();
  const at = join(server.folder, "proxy");
  await mkdir(at);
  const name = ".s.PGSQL.5432";
  const proxy = await startUnreliableProxy(join(server.folder, name), join(at, name));
  return { store: { kind: "postgres", at }, proxy, [Symbol.asyncDispose]: () => disposeAll(proxy, server) };
}

interface PostgresClient {
  connect(): Promise<void>;
  query(text: string): Promise<unknown>;
  end(): Promise<void>;
}

async function openRedis(): Promise<Storage> {
  const server = await startRedis();
  const at = join(server.folder, "proxy.sock");
  const proxy = await startUnreliableProxy(join(server.folder, "redis.sock"), at);
  return { store: { kind: "redis", at }, proxy, [Symbol.asyncDispose]: () => disposeAll(proxy, server) };
}

async function openSqlite(): Promise<Storage> {
  const at = join(folder, "attempts.db");
  const create = `new (require("node:sqlite").DatabaseSync)(process.argv[1]).exec(process.argv[2])`;
  await runForOutput(String(NODE_24), ["-e", create, at, await readBlock("sql", "CREATE TABLE")]);
  return { store: { kind: "sqlite", at }, node: String(NODE_24), [Symbol.asyncDispose]: async () => {} };
}

async function openFile(): Promise<Storage> {
  return { store: { kind: "file", at: join(folder, "attempts.jsonl") }, [Symbol.asyncDispose]: async () => {} };
}

async function disposeAll(...all: AsyncDisposable[]): Promise<void> {
  for (const each of all) await each[Symbol.asyncDispose]();
}
