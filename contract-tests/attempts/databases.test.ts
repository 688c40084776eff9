import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PostgresPool, postgresAttempts, type SqliteDatabase, sqliteAttempts } from "../../src/attempts.js";
import type { AttemptStore } from "../../src/index.js";
import { createAttempt, nextPhoneNumber, testStorePromises } from "./store-promises.js";
import { requirePlatform } from "./support/installed.js";
import { postgresIsMissing, startPostgres } from "./support/postgres.js";
import { readBlock, writeRedisRecipe } from "./support/recipe.js";
import { redisIsMissing, startRedis } from "./support/redis.js";
import type { DatabaseServer } from "./support/server-process.js";

/** A server starts in a second or two, but not on a busy machine. */
const START_MS = 60_000;

const createTable = await readBlock("sql", "CREATE TABLE");

describe.skipIf(postgresIsMissing)(`PostgreSQL${postgresIsMissing ? ` (${postgresIsMissing})` : ""}`, () => {
  type Client = PostgresPool & { release(): void };
  type Pool = PostgresPool & { connect(): Promise<Client>; end(): Promise<void> };
  let server: DatabaseServer;
  let pool: Pool;

  beforeAll(async () => {
    server = await startPostgres();
    const { Pool } = requirePlatform<{ Pool: new (config: object) => Pool }>("pg");
    pool = new Pool({ host: server.folder, user: "postgres", database: "postgres" });
    await pool.query(createTable, []);
  }, START_MS);

  afterAll(async () => {
    await pool?.end();
    await server?.[Symbol.asyncDispose]();
  });

  testStorePromises((account) => postgresAttempts(pool, { account }));

  test("rejects on a connection with an open transaction", async () => {
    const client = await pool.connect();
    const number = nextPhoneNumber();
    await client.query("BEGIN", []);
    const store = postgresAttempts(client, { account: "acme" });
    await expect(store.compareAndSet(number, undefined, createAttempt())).rejects.toThrow(/open transaction/);
    await client.query("ROLLBACK", []);
    expect(await store.compareAndSet(number, undefined, undefined)).toBeUndefined();
    client.release();
  });

  test("uses the table that it is given, also in another schema", async () => {
    await pool.query("CREATE SCHEMA crm", []);
    await pool.query(createTable.replace("hamsa_attempts", "crm.calls"), []);
    const number = nextPhoneNumber();
    await postgresAttempts(pool, { account: "acme", table: "crm.calls" }).compareAndSet(
      number,
      undefined,
      createAttempt(),
    );
    expect((await pool.query("SELECT account, phone_number FROM crm.calls", [])).rows).toEqual([
      { account: "acme", phone_number: number },
    ]);
  });

  test("rejects with the database's own error", async () => {
    const store = postgresAttempts(pool, { account: "acme", table: "no_such_table" });
    await expect(store.compareAndSet("+1", undefined, createAttempt())).rejects.toMatchObject({ code: "42P01" });
  });
});

describe.each([
  ["node:sqlite", openNodeSqlite],
  ["better-sqlite3's interface, as libsql has it", openLibsql],
])("SQLite by %s", (_, open) => {
  const db = open();

  if (db === undefined) {
    test.skip("is not available in this version of Node", () => {});
    return;
  }
  db.prepare(createTable).run();

  testStorePromises((account) => sqliteAttempts(db, { account }));

  test("rejects in an open transaction", async () => {
    db.prepare("BEGIN").run();
    const begin = sqliteAttempts(db, { account: "acme" }).compareAndSet(nextPhoneNumber(), undefined, createAttempt());
    await expect(begin).rejects.toThrow(/open transaction/);
    db.prepare("ROLLBACK").run();
  });

  test("rejects with the database's own error", async () => {
    const store = sqliteAttempts(db, { account: "acme", table: "no_such_table" });
    await expect(store.compareAndSet("+1", undefined, createAttempt())).rejects.toThrow(/no such table/);
  });

  test("waits for other processes, unless the connection already does", () => {
    const fresh = open() as SqliteDatabase;
    const readTimeout = () => fresh.prepare("PRAGMA busy_timeout").get();
    sqliteAttempts(fresh, { account: "acme" });
    expect(readTimeout()).toMatchObject({ timeout: 5_000 });
    fresh.prepare("PRAGMA busy_timeout = 7").get();
    sqliteAttempts(fresh, { account: "acme" });
    expect(readTimeout()).toMatchObject({ timeout: 7 });
  });
});

function openNodeSqlite(): SqliteDatabase | undefined {
  // An import would fail where it is missing, and be experimental where it is new.
  const sqlite = process.getBuiltinModule("node:sqlite") as
    | { DatabaseSync: new (file: string) => SqliteDatabase }
    | undefined;
  return sqlite && new sqlite.DatabaseSync(":memory:");
}

function openLibsql(): SqliteDatabase | undefined {
  const Database = requirePlatform<new (file: string, options: object) => SqliteDatabase>("libsql");
  return new Database(":memory:", {});
}

describe.skipIf(redisIsMissing)(`the recipe for Redis${redisIsMissing ? ` (${redisIsMissing})` : ""}`, () => {
  type Redis = { quit(): Promise<unknown> };
  let server: DatabaseServer;
  let redis: Redis;
  let redisAttempts: (redis: Redis, account: string) => AttemptStore;

  beforeAll(async () => {
    server = await startRedis();
    const { Redis } = requirePlatform<{ Redis: new (path: string) => Redis }>("ioredis");
    redis = new Redis(join(server.folder, "redis.sock"));
    ({ redisAttempts } = await import(await writeRedisRecipe(server.folder)));
  }, START_MS);

  afterAll(async () => {
    await redis?.quit();
    await server?.[Symbol.asyncDispose]();
  });

  testStorePromises((account) => redisAttempts(redis, account));
});

describe("the options of a store", () => {
  const database = { prepare: () => ({ run: () => {}, get: () => ({ timeout: 1 }) }) };
  const pool = { query: async () => ({ rows: [] }) };

  test.for(["attempts; DROP TABLE users", "a.b.c", "1st", "", 'my"table', "two words"])(
    "reject the table %j",
    (table) => {
      expect(() => postgresAttempts(pool, { account: "acme", table })).toThrow(/not a plain SQL name/);
      expect(() => sqliteAttempts(database, { account: "acme", table })).toThrow(/not a plain SQL name/);
    },
  );

  test.for(["", "  ", undefined, 7])("reject the account %j", (account) => {
    expect(() => postgresAttempts(pool, { account: account as string })).toThrow(/needs the option account/);
    expect(() => sqliteAttempts(database, { account: account as string })).toThrow(/needs the option account/);
  });
});
