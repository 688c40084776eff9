import type { Attempt } from "../index.js";

/** A statement in the SQL that PostgreSQL and SQLite share, and its values in order. */
export interface Statement {
  readonly text: string;
  readonly values: string[];
}

/**
 * The change of a compare-and-set. One statement compares and changes, so no other call can come between,
 * and a driver may repeat it: what it expects is gone by then, and nothing changes.
 */
export function changeStatement(
  table: string,
  key: readonly [account: string, phoneNumber: string],
  expected: Attempt | undefined,
  next: Attempt | undefined,
): Statement | undefined {
  const columns = next === undefined ? [] : [next.token, JSON.stringify(next)];
  if (expected === undefined) {
    const text = `INSERT INTO ${table} (account, phone_number, token, attempt) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`;
    return next && { text, values: [...key, ...columns] };
  }
  const change = next === undefined ? `DELETE FROM ${table}` : `UPDATE ${table} SET token = ?, attempt = ?`;
  const text = `${change} WHERE account = ? AND phone_number = ? AND token = ?`;
  return { text, values: [...columns, ...key, expected.token] };
}
