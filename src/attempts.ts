export { AttemptFileError, type StoredAttempt } from "./attempts/attempt-file.js";
export { fileAttempts, listAttempts } from "./attempts/file.js";
export type { AccountOptions, TableOptions } from "./attempts/options.js";
export { type PostgresPool, postgresAttempts } from "./attempts/postgres.js";
export { type SqliteDatabase, sqliteAttempts } from "./attempts/sqlite.js";
export type { Attempt, AttemptStore } from "./index.js";
