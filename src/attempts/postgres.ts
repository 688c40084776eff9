import type { Attempt, AttemptStore } from "../index.js";
import { checkAccount, checkTable, type TableOptions } from "./options.js";
import { changeStatement } from "./statements.js";

/** What a store needs of pg's `Pool`, or of anything else with the same method. */
export interface PostgresPool {
  query(text: string, values: string[]): Promise<{ rows: unknown[] }>;
}

/**
 * Stores attempts in a PostgreSQL table, shared by every process that uses it. Pass a pool, so that each
 * statement commits by itself: on a connection with an open transaction, the store rejects.
 *
 * @example
 * const attempts = postgresAttempts(new Pool(), { account: "acme" });
 * const hamsa = createHamsaClient({ apiKey, attempts });
 *
 * @throws {TypeError} if `account` is missing or `table` is not a plain SQL name
 */
export function postgresAttempts(pool: PostgresPool, options: TableOptions): AttemptStore {
  const account = checkAccount("postgresAttempts", options);
  const table = checkTable("postgresAttempts", options);
  const read = `SELECT txid_current_if_assigned() AS transaction,
    (SELECT attempt FROM ${table} WHERE account = $1 AND phone_number = $2) AS attempt`;
  return {
    async compareAndSet(phoneNumber, expected, next) {
      const change = changeStatement(table, [account, phoneNumber], expected, next);
      if (change !== undefined) {
        let count = 0;
        const text = change.text.replaceAll("?", () => `$${++count}`);
        await pool.query(text, change.values);
      }
      const { rows } = await pool.query(read, [account, phoneNumber]);
      const [row] = rows as [{ transaction: string | null; attempt: string | null }];
      // A read needs no transaction id. If there is one, the change above is not committed.
      if (row.transaction !== null) {
        throw new Error("This connection has an open transaction, which could roll the attempt back. Pass a pool.");
      }
      return row.attempt === null ? undefined : (JSON.parse(row.attempt) as Attempt);
    },
  };
}
