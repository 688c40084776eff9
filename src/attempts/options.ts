/** Whose numbers a store keeps. */
export interface AccountOptions {
  /**
   * A name for the Hamsa account, the same in every process that registers its numbers, and another for
   * each other account that shares the storage. It is stored with every record: not the API key.
   */
  readonly account: string;
}

/** Whose numbers a store keeps, and in which table. */
export interface TableOptions extends AccountOptions {
  /** The table, if need be with its schema: `registrations.attempts`. @default "hamsa_attempts" */
  readonly table?: string | undefined;
}

/** A wrong account could let two tenants share records, so it is checked before anything is stored. */
export function checkAccount(store: string, { account }: AccountOptions): string {
  if (typeof account === "string" && account.trim() !== "") return account;
  throw new TypeError(`${store} needs the option account. Pass a name for the Hamsa account.`);
}

/** The table's name becomes part of SQL, where no driver escapes it. */
export function checkTable(store: string, { table = "hamsa_attempts" }: TableOptions): string {
  if (/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/i.test(table)) return table;
  throw new TypeError(`The table of ${store} is not a plain SQL name. Use letters, digits and _, as in my_attempts.`);
}
