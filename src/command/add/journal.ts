import { createHash, randomUUID } from "node:crypto";
import { appendFileSync, closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { Attempts } from "../../index.js";
import { CommandError } from "../command-error.js";
import { ENDED, nothingSent } from "./ending.js";
import type { AddOptions } from "./options.js";
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
  /** Of a `begin`: which run it was. */
  readonly run?: string | undefined;
  readonly id?: string | undefined;
}

/** It could not be written: nothing more may be sent. */
export class JournalFailed extends CommandError {}

/**
 * What an interrupted run leaves to the next: JSON lines without secrets, each on the disk before the
 * request that it announces is sent. It is the memory in which `ensureTwilioNumber` notes its attempts.
 */
export class Journal implements Attempts {
  readonly #file: string;
  readonly #descriptor: number;
  readonly #run = randomUUID();
  #offset = 0;
  /** Numbers that were sent, and not certainly in vain, each with the run that sent it. */
  readonly #begun = new Map<string, string | undefined>();

  constructor(file: string, phoneNumbers: readonly string[], input = phoneNumbers) {
    this.#file = file;
    const head: Head = { journal: "hamsa-twilio add", numbers: phoneNumbers.length, input: fingerprint(input) };
    this.#descriptor = this.#safely(() => openSync(file, "a+", 0o600));
    const before = this.#appended();
    if (before === "") this.#write(head);
    else this.#check(before, head);
    // What a crash or a full disk cut short must not swallow the next line.
    if (before !== "" && !before.endsWith("\n")) this.#safely(() => appendFileSync(this.#descriptor, "\n"));
  }

  /** Of several runs at once, the one whose line stands first may send. */
  begin(phoneNumber: string): boolean {
    this.#catchUp();
    if (this.#begun.has(phoneNumber)) return false;
    this.#note({ number: phoneNumber, event: "begin", run: this.#run });
    this.#catchUp();
    return this.#begun.get(phoneNumber) === this.#run;
  }

  release(phoneNumber: string): void {
    this.#note({ number: phoneNumber, event: "release" });
  }

  /** Notes what became of a number. */
  result({ number, outcome, id }: Result): void {
    this.#note({ number, event: outcome, ...(id === undefined ? {} : { id }) });
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /** What has been written since the last look, by whichever run. */
  #appended(): string {
    return this.#safely(() => {
      const bytes = Buffer.alloc(Math.max(0, fstatSync(this.#descriptor).size - this.#offset));
      readSync(this.#descriptor, bytes, 0, bytes.length, this.#offset);
      return bytes.toString();
    });
  }

  #check(text: string, head: Head): void {
    const [first] = entriesIn<Head>(text);
    if (first?.journal !== head.journal)
      throw nothingSent(`${this.#file} is no journal of this command. Name another file by --journal.`);
    if (first.input !== head.input)
      throw nothingSent(
        `The journal ${this.#file} belongs to another input (of ${first.numbers} numbers, not these ${head.numbers}). Give that input to go on, or name another file by --journal.`,
      );
  }

  #catchUp(): void {
    const text = this.#appended();
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    this.#offset += Buffer.byteLength(whole);
    for (const { event, number = "", run } of entriesIn<Entry>(whole)) {
      if (event === "begin" && !this.#begun.has(number)) this.#begun.set(number, run);
      if (event === "release") this.#begun.delete(number);
    }
  }

  #note(entry: Omit<Entry, "at">): void {
    this.#write({ at: new Date().toISOString(), ...entry });
  }

  #write(line: Head | Entry): void {
    // Not `writeSync`: that one may write half a line, and say so by a number alone.
    this.#safely(() => appendFileSync(this.#descriptor, `${JSON.stringify(line)}\n`, { flush: true }));
  }

  #safely<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new JournalFailed(
        `The journal ${this.#file} can't be written (${(error as NodeJS.ErrnoException).code}): without it nothing more is sent. Make room, or name another file by --journal, and run the command again.`,
        ENDED.nothingSent,
      );
    }
  }
}

/** Beside the input; one number needs none, unless it is asked for. */
export function journalFile({ journal, from, all }: AddOptions): string | undefined {
  if (journal !== undefined || (from === undefined && !all)) return journal;
  return `${from === undefined || from === "-" ? "hamsa-twilio" : from}.journal.jsonl`;
}

/** A line that was cut short says nothing: what it announced was not sent. */
function entriesIn<T>(text: string): Partial<T>[] {
  return text.split("\n").flatMap((line) => {
    try {
      return [Object(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}

function fingerprint(names: readonly string[]): string {
  return createHash("sha256")
    .update([...names].sort().join("\n"))
    .digest("hex");
}
