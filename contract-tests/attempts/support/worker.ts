/**
 * A program that registers numbers, started several times at once and killed at any moment. It goes through
 * all numbers, in an order of its own, and exits with 0 if each of them is registered. If not, it exits with 3
 * or, if it is persistent, tries those again that are left.
 */
import { createRequire } from "node:module";
import { setTimeout } from "node:timers/promises";
import { fileAttempts, postgresAttempts, sqliteAttempts } from "../../../src/attempts.js";
import { type AttemptStore, createHamsaClient, HamsaError } from "../../../src/index.js";

export interface WorkerTask {
  readonly store: { readonly kind: "postgres" | "redis" | "sqlite" | "file"; readonly at: string };
  readonly baseUrl: string;
  readonly params: readonly Parameters<ReturnType<typeof createHamsaClient>["ensureTwilioNumber"]>[0][];
  readonly timeout: number;
  readonly resendAfter: number;
  /** Whether the driver repeats commands. */
  readonly repeats: boolean;
  /** Whether it continues until each number is registered. */
  readonly isPersistent: boolean;
  /** The file of the recipe for Redis. */
  readonly recipe: string;
  /** A file among the platforms, from which drivers are found. */
  readonly drivers: string;
}

const task = JSON.parse(String(process.argv[2])) as WorkerTask;
const require = createRequire(task.drivers);
const hamsa = createHamsaClient({ apiKey: "an-api-key", baseUrl: task.baseUrl, attempts: await openStore(task) });

/** How many numbers it registers at once. */
const CONCURRENCY = 5;

/** How long a persistent program waits before it tries again, in ms. */
const PAUSE_MS = 200;

let left = shuffle(task.params);
// What follows may be killed at any moment: before, there is nothing to interrupt.
console.log("started");
for (;;) {
  left = await register(left);
  if (left.length === 0 || !task.isPersistent) break;
  await setTimeout(PAUSE_MS);
}
process.exit(left.length > 0 ? 3 : 0);

/** Registers them, a few at once, prints why some could not be, and resolves with those. */
async function register(numbers: WorkerTask["params"]): Promise<WorkerTask["params"]> {
  const waiting = [...numbers];
  const failed: (typeof waiting)[number][] = [];
  async function registerNext(): Promise<void> {
    for (let params = waiting.pop(); params !== undefined; params = waiting.pop()) {
      try {
        await hamsa.ensureTwilioNumber(params, { timeout: task.timeout, resendAfter: task.resendAfter });
      } catch (error) {
        if (!(error instanceof HamsaError)) throw error;
        failed.push(params);
        console.log(`${params.phoneNumber} ${error.name}: ${error.message} ${error.cause ?? ""}`);
      }
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, registerNext));
  return failed;
}

async function openStore({ store: { kind, at }, repeats, recipe }: WorkerTask): Promise<AttemptStore> {
  const account = "acme";
  switch (kind) {
    case "file":
      return fileAttempts(at, { account });
    case "sqlite": {
      const { DatabaseSync } = require("node:sqlite");
      return sqliteAttempts(new DatabaseSync(at), { account });
    }
    case "postgres": {
      const { Pool } = require("pg");
      const pool = new Pool({ host: at, user: "postgres", database: "postgres", max: 2 });
      pool.on("error", () => {});
      return postgresAttempts(repeats ? repeatCommands(pool) : pool, { account });
    }
    case "redis": {
      const { Redis } = require("ioredis");
      const { redisAttempts } = await import(recipe);
      // Sends a command again if the connection broke before its reply.
      const redis = new Redis({ path: at, retryStrategy: () => 20, maxRetriesPerRequest: 20 });
      redis.on("error", () => {});
      return redisAttempts(redis, account);
    }
  }
}

/** A pool that sends some commands twice, and repeats some of them after others came between. */
function repeatCommands(pool: { query(text: string, values: string[]): Promise<{ rows: unknown[] }> }) {
  let earlier: [string, string[]] | undefined;
  return {
    async query(text: string, values: string[]) {
      if (earlier && Math.random() < 0.3) await pool.query(...earlier);
      if (Math.random() < 0.3) await pool.query(text, values);
      if (Math.random() < 0.3) earlier = [text, values];
      return pool.query(text, values);
    },
  };
}

function shuffle<T>(items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
