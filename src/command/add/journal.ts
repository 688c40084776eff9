import { createHash, randomUUID } from "node:crypto";
import { appendFileSync, closeSync, fstatSync, openSync, readSync } from "node:fs";
import { CommandError } from "../command-error.js";
import { EXIT_CODE, nothingSentError } from "./ending.js";
import type { AddOptions } from "./options.js";
import type { Result } from "./register.js";

/** The first line. It says which input the journal belongs to. */
interface Head {
  readonly journal: "hamsa-twilio add";
  readonly numbers: number;
  /** SHA-256 of the numbers or, for --all, of the account. */
  readonly input: string;
}

/** Every other line: something that is about to happen to a number, or did. */
interface Entry {
  readonly at: string;
  readonly number: string;
  readonly event: "begin" | "release" | Result["outcome"];
  /** The run, if the event is `begin`. */
  readonly run?: string | undefined;
  readonly id?: string | undefined;
}

/** The journal can't be written, so nothing more may be sent. */
export class JournalError extends CommandError {}

/**
 * The record that an interrupted run leaves for the next: JSON lines without secrets, each on the disk before
 * its request is sent. `ensureTwilioNumber` records its attempts here.
 */
export class Journal {
  readonly #file: string;
  readonly #descriptor: number;
  readonly #run = randomUUID();
  #offset = 0;
  /** Numbers that were sent and may be registered, each with the run that sent it. */
  readonly #begun = new Map<string, string | undefined>();

  constructor(file: string, phoneNumbers: readonly string[], input = phoneNumbers) {
    this.#file = file;
    const head: Head = { journal: "hamsa-twilio add", numbers: phoneNumbers.length, input: fingerprint(input) };
    this.#descriptor = this.#guard(() => openSync(file, "a+", 0o600));
    const before = this.#readAppended();
    if (before === "") this.#write(head);
    else this.#check(before, head);
    // A line that a crash or a full disk cut short must not swallow the next one.
    if (before !== "" && !before.endsWith("\n")) this.#guard(() => appendFileSync(this.#descriptor, "\n"));
  }

  /** If several runs use the file at once, the one whose line comes first may send. */
  begin(phoneNumber: string): boolean {
    this.#catchUp();
    if (this.#begun.has(phoneNumber)) return false;
    this.#record({ number: phoneNumber, event: "begin", run: this.#run });
    this.#catchUp();
    return this.#begun.get(phoneNumber) === this.#run;
  }

  release(phoneNumber: string): void {
    this.#record({ number: phoneNumber, event: "release" });
  }

  /** Records what happened to a number. */
  recordResult({ number, outcome, id }: Result): void {
    this.#record({ number, event: outcome, ...(id === undefined ? {} : { id }) });
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /** What this run and others have written since it was last read. */
  #readAppended(): string {
    return this.#guard(() => {
      const bytes = Buffer.alloc(Math.max(0, fstatSync(this.#descriptor).size - this.#offset));
      readSync(this.#descriptor, bytes, 0, bytes.length, this.#offset);
      return bytes.toString();
    });
  }

  #check(text: string, head: Head): void {
    const [first] = parseLines<Head>(text);
    if (first?.journal !== head.journal)
      throw nothingSentError(`${this.#file} is not a journal of this command. Use another file with --journal.`);
    if (first.input !== head.input)
      throw nothingSentError(
        `The journal ${this.#file} belongs to different input (${first.numbers} numbers; this has ${head.numbers}). To resume, use that input; otherwise use another file with --journal.`,
      );
  }

  #catchUp(): void {
    const text = this.#readAppended();
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    this.#offset += Buffer.byteLength(whole);
    for (const { event, number = "", run } of parseLines<Entry>(whole)) {
      if (event === "begin" && !this.#begun.has(number)) this.#begun.set(number, run);
      if (event === "release") this.#begun.delete(number);
    }
  }

  #record(entry: Omit<Entry, "at">): void {
    this.#write({ at: new Date().toISOString(), ...entry });
  }

  #write(line: Head | Entry): void {
    // Not `writeSync`, which may write half a line and only returns how much.
    this.#guard(() => appendFileSync(this.#descriptor, `${JSON.stringify(line)}\n`, { flush: true }));
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new JournalError(
        `The journal ${this.#file} can't be written (${(error as NodeJS.ErrnoException).code}), so nothing more will be sent. Free some space, or use another file with --journal, then run the command again.`,
        EXIT_CODE.nothingSent,
      );
    }
  }
}

/** Next to the input. A single number needs a journal only if --journal asks for one. */
export function journalFile({ journal, from, all }: AddOptions): string | undefined {
  if (journal !== undefined || (from === undefined && !all)) return journal;
  return `${from === undefined || from === "-" ? "hamsa-twilio" : from}.journal.jsonl`;
}

/** Skips a line that was cut short: its request was not sent. */
function parseLines<T>(text: string): Partial<T>[] {
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
