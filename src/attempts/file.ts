import type { AttemptStore } from "../index.js";
import { AttemptFile, type StoredAttempt } from "./attempt-file.js";
import { type AccountOptions, checkAccount } from "./options.js";

/**
 * Stores attempts in a file on a local disk, shared by every process on the machine that uses it. The file
 * and its folder are created if they are missing. Needs Node, or a runtime that has Node's `fs`.
 *
 * @example
 * const attempts = fileAttempts("/var/lib/acme/hamsa-attempts.jsonl", { account: "acme" });
 * const hamsa = createHamsaClient({ apiKey, attempts });
 *
 * @throws {TypeError} if `account` is missing
 */
export function fileAttempts(file: string, options: AccountOptions): AttemptStore {
  const account = checkAccount("fileAttempts", options);
  const attempts = new AttemptFile(file);
  return {
    // Async, so that an AttemptFileError becomes a rejection.
    async compareAndSet(phoneNumber, expected, next) {
      return attempts.compareAndSet({ account, phoneNumber }, expected, next);
    },
  };
}

/**
 * Every record in a file of attempts, pending or registered, of every account. A missing file has none.
 *
 * @throws {AttemptFileError} if the file can't be read or is damaged
 */
export function listAttempts(file: string): Iterable<StoredAttempt> {
  return new AttemptFile(file).list();
}
