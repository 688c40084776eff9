import type { Attempt } from "../index.js";
import { loadBuiltIn } from "./built-in.js";

/** Which record of a file. */
export interface RecordKey {
  readonly account: string;
  readonly phoneNumber: string;
}

/** One line of a file: a change of a record, which applies only if the record is as expected. */
export interface Change extends RecordKey {
  /** The token that the record must have; null if there must be no record. */
  readonly expected: string | null;
  /** The new record; null to remove it. */
  readonly next: Attempt | null;
  /** From which byte on the text before this line is a line that was cut short, by a full disk or a kill. */
  readonly tornAt?: number | undefined;
}

const START = '{"account":';
const END = /,"checksum":"([0-9a-f]{8})"\}$/;

/** The first line of each file. An emptied file lacks it, and so does a file of another program. */
export function formatHeader(): string {
  return withChecksum({ format: "hamsa-twilio attempts", version: 1 });
}

/** A line of JSON that ends with its own checksum, so damage shows, and so does a missing end. */
export function formatChange({ account, phoneNumber, ...change }: Change): string {
  // The account first: it marks the beginning of a line that was cut short.
  return withChecksum({ account, phoneNumber, ...change });
}

/** The change in a line; undefined if the line is not exactly as it was written. */
export function parseChange(line: string): Change | undefined {
  const end = END.exec(line);
  if (end === null || !line.startsWith(START)) return undefined;
  const body = line.slice(0, end.index);
  return end[1] === checksumOf(body) ? (JSON.parse(`${body}}`) as Change) : undefined;
}

/** Whether a line may be the beginning of one that was not written to its end. */
export function isTorn(line: string): boolean {
  return START.startsWith(line.slice(0, START.length)) && !END.test(line) && !/\p{Cc}/u.test(line);
}

function withChecksum(content: object): string {
  const body = JSON.stringify(content).slice(0, -1);
  return `${body},"checksum":"${checksumOf(body)}"}`;
}

function checksumOf(text: string): string {
  return loadBuiltIn("node:zlib").crc32(text).toString(16).padStart(8, "0");
}
