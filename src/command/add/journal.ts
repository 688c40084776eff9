import { scryptSync } from "node:crypto";
import { homedir, userInfo } from "node:os";
import { join, resolve } from "node:path";
import { serverUrl } from "../../../generated/constants.js";
import { fileAttempts, listAttempts } from "../../attempts/file.js";
import type { Attempt, AttemptStore } from "../../index.js";

/** What every `add` of this person on this machine sent, with this API key to this server. */
export interface Journal extends AttemptStore {
  readonly file: string;
  readonly account: Account;
  /** Whether an attempt of this run is open: the number may be on its way. */
  hasOpenAttempt(phoneNumber: string): boolean;
  /** What the journal has of the number. */
  find(phoneNumber: string): Promise<Attempt | undefined>;
}

/**
 * Where the journal is unless `--journal` says otherwise: in the folder where programs of this platform
 * keep what must survive a restart and is of no use on another machine.
 */
export function defaultJournalFile(env = process.env, platform: NodeJS.Platform = process.platform): string {
  return join(stateFolder(env, platform), "hamsa-twilio", "journal.jsonl");
}

function stateFolder({ XDG_STATE_HOME, LOCALAPPDATA }: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const home = findHome();
  if (platform === "win32") return LOCALAPPDATA || join(home, "AppData", "Local");
  // The specification says to ignore a relative path.
  if (XDG_STATE_HOME?.startsWith("/")) return XDG_STATE_HOME;
  return platform === "darwin" ? join(home, "Library", "Application Support") : join(home, ".local", "state");
}

/** Without it, a journal's place would depend on the folder that the command runs in. */
function findHome(): string {
  // Node returns an empty HOME as it is. Some schedulers set one.
  return homedir() || userInfo().homedir;
}

/** An account as the journal knows it: the server, and a hash from which the API key can't be found. */
export interface Account {
  readonly server: string;
  readonly key: string;
}

/**
 * The server's address is the salt, so the same key has another hash elsewhere. The cost is low because an API key is
 * random, so no hash needs to slow down guessing.
 */
export function identifyAccount(apiKey: string, baseUrl = serverUrl): Account {
  const server = URL.canParse(baseUrl) ? new URL(baseUrl).href.replace(/\/+$/, "") : baseUrl;
  return { server, key: scryptSync(apiKey, `hamsa-twilio ${server}`, 8, { cost: 2_048 }).toString("hex") };
}

function formatAccount({ server, key }: Account): string {
  return `${server} ${key}`;
}

function parseAccount(account: string): Account {
  const space = account.lastIndexOf(" ");
  return { server: account.slice(0, space), key: account.slice(space + 1) };
}

export function openJournal(file: string, account: Account): Journal {
  const store = fileAttempts(file, { account: formatAccount(account) });
  const open = new Set<string>();
  return {
    ...{ file, account },
    async compareAndSet(phoneNumber, expected, next) {
      const stored = await store.compareAndSet(phoneNumber, expected, next);
      if (next !== undefined && !next.registered && stored?.token === next.token) open.add(phoneNumber);
      else open.delete(phoneNumber);
      return stored;
    },
    hasOpenAttempt: (phoneNumber) => open.has(phoneNumber),
    find: (phoneNumber) => store.compareAndSet(phoneNumber, undefined, undefined),
  };
}

/** Moves what other API keys of the same account sent to this one, so that it isn't sent again. */
export async function joinOtherKeys(journal: Journal): Promise<void> {
  const { file, account } = journal;
  for (const { account: other, phoneNumber, attempt } of listRecords(file)) {
    if (other.server !== account.server || other.key === account.key) continue;
    const stored = await journal.compareAndSet(phoneNumber, undefined, attempt);
    // A confirmation says more than an open attempt.
    if (attempt.registered && stored && !stored.registered) await journal.compareAndSet(phoneNumber, stored, attempt);
    // Removed last: if the run ends in between, both keys have it.
    await removeRecord(file, { account: other, phoneNumber, attempt });
  }
}

/** A number in the journal, with the account for which it was sent. */
export interface JournalRecord {
  readonly account: Account;
  readonly phoneNumber: string;
  readonly attempt: Attempt;
}

export function* listRecords(file: string): Generator<JournalRecord> {
  for (const { account, phoneNumber, attempt } of listAttempts(file))
    yield { account: parseAccount(account), phoneNumber, attempt };
}

/** Returns whether it was removed. If a run changed it meanwhile, it stays. */
export async function removeRecord(file: string, { account, phoneNumber, attempt }: JournalRecord): Promise<boolean> {
  const store = fileAttempts(file, { account: formatAccount(account) });
  return (await store.compareAndSet(phoneNumber, attempt, undefined)) === undefined;
}

/** The path as a person would type it. */
export function shortenPath(file: string): string {
  const home = `${findHome()}/`;
  return resolve(file).startsWith(home) ? `~/${resolve(file).slice(home.length)}` : file;
}
