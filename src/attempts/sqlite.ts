import type { Attempt, AttemptStore } from "../index.js";
import { checkAccount, checkTable, type TableOptions } from "./options.js";
import { changeStatement } from "./statements.js";

/** What a store needs of `DatabaseSync` of node:sqlite, or of better-sqlite3's `Database`. */
export interface SqliteDatabase {
  prepare(sql: string): { run(...values: string[]): unknown; get(...values: string[]): unknown };
  /** Whether a transaction is open, as node:sqlite names it. */
  readonly isTransaction?: boolean;
  /** Whether a transaction is open, as better-sqlite3 names it. */
  readonly inTransaction?: boolean;
}

/** How long to wait while another process writes, unless the connection says otherwise. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Stores attempts in an SQLite table, shared by every process on the machine that opens its file. Pass a
 * connection of its own: in an open transaction, the store rejects.
 *
 * @example
 * const attempts = sqliteAttempts(new DatabaseSync("attempts.db"), { account: "acme" });
 * const hamsa = createHamsaClient({ apiKey, attempts });
 *
 * @throws {TypeError} if `account` is missing or `table` is not a plain SQL name
 */
export function sqliteAttempts(db: SqliteDatabase, options: TableOptions): AttemptStore {
  const account = checkAccount("sqliteAttempts", options);
  const table = checkTable("sqliteAttempts", options);
  const read = `SELECT attempt FROM ${table} WHERE account = ? AND phone_number = ?`;
  // node:sqlite would fail at once while another process writes.
  const { timeout } = db.prepare("PRAGMA busy_timeout").get() as { timeout: number | bigint };
  if (Number(timeout) === 0) db.prepare(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`).get();
  return {
    async compareAndSet(phoneNumber, expected, next) {
      if (db.isTransaction === true || db.inTransaction === true) {
        throw new Error("This connection has an open transaction, which could roll the attempt back. Open another.");
      }
      const change = changeStatement(table, [account, phoneNumber], expected, next);
      if (change !== undefined) db.prepare(change.text).run(...change.values);
      const row = db.prepare(read).get(account, phoneNumber) as { attempt: string } | null | undefined;
      return row == null ? undefined : (JSON.parse(row.attempt) as Attempt);
    },
  };
}
