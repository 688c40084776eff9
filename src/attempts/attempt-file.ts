import type { Attempt } from "../index.js";
import { loadBuiltIn } from "./built-in.js";
import { append, createFile, openFile, readLines } from "./disk.js";
import { formatChange, formatHeader, isTorn, parseChange, type RecordKey } from "./records.js";

/** A file of attempts can't be used. The message names the file, the line if one is damaged, and what to do. */
export class AttemptFileError extends Error {
  /** The system's code, such as `ENOSPC`; undefined if the content is at fault. */
  readonly code: string | undefined;

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "AttemptFileError";
    this.code = (cause as NodeJS.ErrnoException | undefined)?.code;
  }
}

/** A record, with the account and the number that it belongs to. */
export interface StoredAttempt extends RecordKey {
  readonly attempt: Attempt;
}

/**
 * A file to which processes only append. Each line is a change that applies if the record is as it expects,
 * and all processes read the same lines in the same order. So the file decides between them, without a lock
 * that a killed process would leave behind.
 */
export class AttemptFile {
  readonly #file: string;
  /** The newest record of each number, as JSON, which takes less memory than objects. */
  readonly #records = new Map<string, string>();
  /** Which file was read, how many bytes of it, and how many newlines. */
  #inode: number | undefined;
  #bytes = 0;
  #lines = 0;
  /** The first line that was cut short, unless a later line says where. */
  #torn: { readonly line: number; readonly at: number } | undefined;
  /** Whether the last line has no end, which its writer may still be writing. */
  #hasTornEnd = false;
  #hasNewlineAtEnd = true;

  constructor(file: string) {
    this.#file = file;
  }

  /** Appends a change, unless the record is not as expected, and returns the record that the file has then. */
  compareAndSet(key: RecordKey, expected: Attempt | undefined, next: Attempt | undefined): Attempt | undefined {
    this.#safely(() => {
      if (next !== undefined && this.#inode === undefined) createFile(this.#file, formatHeader());
      this.#withFile((descriptor) => {
        if (this.#get(key)?.token !== expected?.token || (expected ?? next) === undefined) return;
        const tornAt = this.#torn?.at ?? (this.#hasTornEnd ? this.#bytes : undefined);
        const line = formatChange({ ...key, expected: expected?.token ?? null, next: next ?? null, tornAt });
        append(descriptor, `${this.#hasNewlineAtEnd ? "" : "\n"}${line}\n`);
        this.#readOn(descriptor);
      });
    });
    return this.#get(key);
  }

  /** Every record; none if the file is missing. */
  list(): Iterable<StoredAttempt> {
    this.#safely(() => this.#withFile(() => {}));
    return this.#entries();
  }

  *#entries(): Generator<StoredAttempt> {
    for (const [name, json] of this.#records) {
      const [account, phoneNumber] = JSON.parse(name) as [string, string];
      yield { account, phoneNumber, attempt: JSON.parse(json) as Attempt };
    }
  }

  #get(key: RecordKey): Attempt | undefined {
    const json = this.#records.get(nameOf(key));
    return json === undefined ? undefined : (JSON.parse(json) as Attempt);
  }

  /** Opens the file, if it exists, for one piece of work: so a program has nothing to close. */
  #withFile(work: (descriptor: number) => void): void {
    const fs = loadBuiltIn("node:fs");
    const descriptor = openFile(this.#file);
    if (descriptor === undefined && this.#inode === undefined) return;
    if (descriptor === undefined) throw this.#error("was removed while in use. Put it back.");
    try {
      const stats = fs.fstatSync(descriptor);
      const { ino, size } = stats;
      // A device may be without end.
      if (!stats.isFile()) throw this.#error("is not a regular file. Use another file.");
      this.#inode ??= ino;
      if (ino !== this.#inode || size < this.#bytes) throw this.#error("was replaced while in use. Put it back.");
      this.#readOn(descriptor);
      work(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
  }

  /** Applies what was appended since the last time. */
  #readOn(descriptor: number): void {
    this.#hasTornEnd = false;
    for (const { text, bytes, isEnded } of readLines(descriptor, this.#bytes)) {
      this.#hasNewlineAtEnd = isEnded;
      this.#hasTornEnd = !isEnded && isTorn(text);
      if (this.#hasTornEnd) break;
      this.#apply(text);
      this.#bytes += bytes;
      if (isEnded) this.#lines++;
    }
    if (this.#bytes === 0) throw this.#error(`is empty, so its records are lost. ${RESTORE}`);
    if (this.#torn !== undefined && !this.#hasTornEnd) throw this.#damage(this.#torn.line);
  }

  #apply(line: string): void {
    const isFirst = this.#bytes === 0;
    if (isFirst && line !== formatHeader()) throw this.#error("is not a file of attempts. Use another file.");
    // A change after a torn line starts with a newline, so the line before it may be empty.
    if (isFirst || line === "") return;
    const number = this.#lines + 1;
    if (isTorn(line)) {
      this.#torn ??= { line: number, at: this.#bytes };
      return;
    }
    const change = parseChange(line);
    if (change === undefined) throw this.#damage(number);
    if (this.#torn !== undefined && this.#torn.at !== change.tornAt) throw this.#damage(this.#torn.line);
    this.#torn = undefined;
    if ((this.#get(change)?.token ?? null) !== change.expected) return;
    if (change.next === null) this.#records.delete(nameOf(change));
    else this.#records.set(nameOf(change), JSON.stringify(change.next));
  }

  #damage(line: number): AttemptFileError {
    return this.#error(`is damaged in line ${line}, so it is unknown what that line recorded. ${RESTORE}`);
  }

  #error(problem: string, cause?: unknown): AttemptFileError {
    return new AttemptFileError(`The file of attempts ${this.#file} ${problem}`, cause);
  }

  #safely(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (error instanceof AttemptFileError) throw error;
      const { code, message } = error as NodeJS.ErrnoException;
      // Opening a link to nowhere is the one way to miss a file that is there.
      const next = code === "ENOENT" ? "Put back what it links to" : "Make sure that it can be read and written";
      throw this.#error(`can't be used: ${message}. ${next}, then try again.`, error);
    }
  }
}

const RESTORE = "Restore the file from a backup. Without one, check Hamsa's list for your numbers, then delete it.";

function nameOf({ account, phoneNumber }: RecordKey): string {
  return JSON.stringify([account, phoneNumber]);
}
