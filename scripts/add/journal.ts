import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import type { Attempts } from "../../src/index.js";
import { CommandFailed } from "../support/cli.js";
import { NOTHING_SENT } from "./exit-code.js";
import type { Result } from "./register.js";

/** The first line: which input the journal belongs to. */
interface Head {
  readonly journal: "hamsa-twilio add";
  readonly numbers: number;
  /** SHA-256 of what names the input: its numbers, or the account whose numbers it has. */
  readonly input: string;
}

/** Every other line: what was about to happen to a number, or did. */
interface Entry {
  readonly at: string;
  readonly number: string;
  readonly event: "begin" | "release" | Result["outcome"];
  readonly id?: string | undefined;
}

/** It could not be written: nothing more may be sent. */
export class JournalFailed extends CommandFailed {}

/**
 * What an interrupted run leaves to the next: JSON lines without secrets, each on the disk before the
 * request that it announces is sent. It is the memory in which `ensureTwilioNumber` notes its attempts.
 */
export class Journal implements Attempts {
  readonly #file: string;
  readonly #descriptor: number;
  /** Numbers that were sent, and not certainly in vain. */
  readonly #begun = new Set<string>();

  constructor(file: string, phoneNumbers: readonly string[], input = phoneNumbers) {
    this.#file = file;
    const head: Head = { journal: "hamsa-twilio add", numbers: phoneNumbers.length, input: fingerprint(input) };
    const isFile = statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
    const before = isFile ? this.#safely(() => readFileSync(file, "utf8")) : "";
    if (before !== "") this.#read(before, head);
    this.#descriptor = this.#safely(() => openSync(file, "a", 0o600));
    if (before === "") this.#write(head);
    // What a crash or a full disk cut short must not swallow the next line.
    else if (!before.endsWith("\n")) this.#safely(() => writeSync(this.#descriptor, "\n"));
  }

  begin(phoneNumber: string): boolean {
    if (this.#begun.has(phoneNumber)) return false;
    this.#begun.add(phoneNumber);
    this.#note({ number: phoneNumber, event: "begin" });
    return true;
  }

  release(phoneNumber: string): void {
    this.#note({ number: phoneNumber, event: "release" });
    this.#begun.delete(phoneNumber);
  }

  /** Notes what became of a number. */
  result({ number, outcome, id }: Result): void {
    this.#note({ number, event: outcome, ...(id === undefined ? {} : { id }) });
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #read(text: string, head: Head): void {
    // A line that was cut short says nothing: what it announced was not sent.
    const entries = text.split("\n").flatMap((line): (Partial<Head> & Partial<Entry>)[] => parsed(line));
    const [first, ...others] = entries;
    if (first?.journal !== head.journal)
      throw new CommandFailed(
        `${this.#file} is no journal of this command. Name another file by --journal. Nothing was sent.`,
        NOTHING_SENT,
      );
    if (first.input !== head.input)
      throw new CommandFailed(
        `The journal ${this.#file} belongs to another input (of ${first.numbers} numbers, not these ${head.numbers}). Give that input to go on, or name another file by --journal. Nothing was sent.`,
        NOTHING_SENT,
      );
    for (const { event, number = "" } of others) {
      if (event === "begin") this.#begun.add(number);
      if (event === "release") this.#begun.delete(number);
    }
  }

  #note(entry: Omit<Entry, "at">): void {
    this.#write({ at: new Date().toISOString(), ...entry });
  }

  #write(line: Head | Entry): void {
    this.#safely(() => {
      writeSync(this.#descriptor, `${JSON.stringify(line)}\n`);
      fsyncSync(this.#descriptor);
    });
  }

  #safely<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new JournalFailed(
        `The journal ${this.#file} can't be written (${(error as NodeJS.ErrnoException).code}): without it nothing more is sent. Make room, or name another file by --journal, and run the command again.`,
        NOTHING_SENT,
      );
    }
  }
}

function parsed(line: string): [object] | [] {
  try {
    return [Object(JSON.parse(line))];
  } catch {
    return [];
  }
}

function fingerprint(names: readonly string[]): string {
  return createHash("sha256")
    .update([...names].sort().join("\n"))
    .digest("hex");
}
