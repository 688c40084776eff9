import { appendFileSync, fstatSync } from "node:fs";
import { clearLine, cursorTo } from "node:readline";
import { styleText } from "node:util";
import { LeakFinder } from "../verify/exchange/leak-finder.js";
import { cut, neutralize, type Piece, wrapIndented } from "./text.js";

// The only file that writes to stdout and stderr. All text passes through here, so no secret of this run and no
// control sequence from a server or a file reaches a terminal, a pipe or a log.

type Stream = NodeJS.WriteStream & { readonly fd: number };

const secrets = new Set<string>();
/** Created again after a secret was added. */
let leakFinder: LeakFinder | undefined;
let isJson = false;
let status: string | undefined;
/** The code of the first error of stdout, such as ENOSPC. */
let failure: string | undefined;

/** With `--json`, stdout is for results only, so lines for people go to stderr. */
export function setOutputMode({ json }: { readonly json: boolean }): void {
  isJson = json;
}

/** Masks the secret, in every spelling, in everything that is printed from now on. */
export function addSecret(value: string): void {
  if (value === "" || secrets.has(value)) return;
  secrets.add(value);
  leakFinder = undefined;
}

/** The text with every secret masked and without control sequences, for prompts. */
export function makeSafe(text: string): string {
  // Before, because a sequence may split a secret; after, because masking decodes escapes such as \u001b.
  return neutralize(mask(neutralize(text)));
}

function mask(text: string): string {
  leakFinder ??= new LeakFinder([...secrets].map((value) => ({ name: "a secret", value })));
  return leakFinder.mask(text);
}

/** Prints a line for people. */
export function printLine(...pieces: readonly Piece[]): void {
  print(isJson ? process.stderr : process.stdout, pieces);
}

/** Prints a line about a problem or a wait. */
export function printError(...pieces: readonly Piece[]): void {
  print(process.stderr, pieces);
}

/** A line with its colors, for prompts, which write to stderr by themselves. */
export function formatForPrompt(...pieces: readonly Piece[]): string {
  return pieces.map((piece) => format(piece, process.stderr)).join("");
}

/** Prints a string as it is: help, or a report that is masked already. */
export function writeResult(text: string): void {
  write(process.stdout, text);
}

/** Prints one line of JSON for programs. */
export function printJson(value: object): void {
  const json = JSON.stringify(maskWithin(value));
  // DEL, the second set of control characters and the marks for writing direction, which JSON leaves as they are.
  write(process.stdout, `${json.replace(/[\u007F-\u009F\u2028-\u202E\u2066-\u2069]/g, toJsonEscape)}\n`);
}

/** Shows a line below everything else that is printed to a terminal, until it is set to undefined. */
export function setStatus(line: string | undefined): void {
  if (!process.stderr.isTTY) return;
  clearStatus();
  status = line;
  drawStatus();
}

/** Why the results could not be written. A reader that closes its pipe early, such as head, is not a problem. */
export function findOutputProblem(): string | undefined {
  return failure === undefined ? undefined : `The output can't be written (${failure}).`;
}

/** Keeps a closed pipe or a full disk from ending the process in the middle of its work. */
export function watchOutput(): void {
  process.stdout.on("error", noteFailure);
  process.stderr.on("error", () => {});
}

function print(stream: Stream, pieces: readonly Piece[]): void {
  clearStatus();
  write(
    stream,
    `${breakLines(pieces, stream)
      .map((piece) => format(piece, stream))
      .join("")}\n`,
  );
  drawStatus();
}

/** A terminal breaks a long line in the middle of a word. Lines with colors are short enough by themselves. */
function breakLines(pieces: readonly Piece[], stream: Stream): readonly Piece[] {
  const [only] = pieces;
  if (!stream.isTTY || typeof only !== "string" || pieces.length > 1) return pieces;
  return [
    only
      .split("\n")
      .flatMap((line) => wrapIndented(makeSafe(line), stream.columns || 80))
      .join("\n"),
  ];
}

function format(piece: Piece, stream: Stream): string {
  const { text, color = undefined } = typeof piece === "string" ? { text: piece } : piece;
  const safe = text.split("\n").map(makeSafe).join("\n");
  return color === undefined || !hasColors(stream) ? safe : styleText(color, safe);
}

function hasColors(stream: Stream): boolean {
  const { FORCE_COLOR } = process.env;
  return stream.isTTY ? stream.hasColors() : FORCE_COLOR !== undefined && FORCE_COLOR !== "0";
}

function clearStatus(): void {
  if (status === undefined) return;
  cursorTo(process.stderr, 0);
  clearLine(process.stderr, 0);
}

function drawStatus(): void {
  if (status !== undefined) write(process.stderr, cut(makeSafe(status), (process.stderr.columns || 80) - 1));
}

function write(stream: Stream, text: string): void {
  if (!isFile(stream)) {
    stream.write(text);
    return;
  }
  try {
    // Node's stream ignores that a full disk takes only a part of the text. This does not.
    appendFileSync(stream.fd, text);
  } catch (error) {
    if (stream === process.stdout) noteFailure(error as NodeJS.ErrnoException);
  }
}

function isFile(stream: Stream): boolean {
  if (stream.isTTY) return false;
  const stats = fstatSync(stream.fd);
  return stats.isFile() || stats.isCharacterDevice();
}

function noteFailure({ code = "unknown" }: NodeJS.ErrnoException): void {
  if (code !== "EPIPE") failure ??= code;
}

/** A JSON value with every secret masked, also in the names of properties. */
function maskWithin(value: unknown): unknown {
  if (typeof value === "string") return mask(value);
  if (Array.isArray(value)) return value.map(maskWithin);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [mask(name), maskWithin(part)]));
}

function toJsonEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
