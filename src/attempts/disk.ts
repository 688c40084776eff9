import { loadBuiltIn } from "./built-in.js";

/** A line of a file, and whether a newline ends it: the last line may still be in the making. */
export interface Line {
  readonly text: string;
  readonly bytes: number;
  readonly isEnded: boolean;
}

const NEWLINE = 10;
const CHUNK_BYTES = 65_536;

/** Opens a file to read it and to append to it. Returns undefined if there is none. */
export function openFile(file: string): number | undefined {
  const fs = loadBuiltIn("node:fs");
  // Without O_CREAT, so a file never exists without its first line.
  return exists(file) ? fs.openSync(file, fs.constants.O_RDWR | fs.constants.O_APPEND) : undefined;
}

/** A link to a missing file counts, because that file held the records. Opening the link throws. */
function exists(file: string): boolean {
  return loadBuiltIn("node:fs").lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** Creates a file together with its folder and its first line, unless it exists. */
export function createFile(file: string, firstLine: string): void {
  if (exists(file)) return;
  const fs = loadBuiltIn("node:fs");
  const folder = loadBuiltIn("node:path").dirname(file);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${crypto.randomUUID()}`;
  const descriptor = fs.openSync(draft, "wx", 0o600);
  try {
    append(descriptor, `${firstLine}\n`);
    fs.linkSync(draft, file);
    syncFolder(folder);
  } catch (error) {
    // Another process was faster.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    fs.closeSync(descriptor);
    fs.rmSync(draft, { force: true });
  }
}

/** A new file's name is on the disk only once its folder is. */
function syncFolder(folder: string): void {
  const fs = loadBuiltIn("node:fs");
  // Windows can't open a folder, and needn't.
  if (process.platform === "win32") return;
  const descriptor = fs.openSync(folder, "r");
  fs.fsyncSync(descriptor);
  fs.closeSync(descriptor);
}

/** Appends a string. Throws unless all of it is on the disk. */
export function append(descriptor: number, text: string): void {
  const fs = loadBuiltIn("node:fs");
  const bytes = Buffer.from(text);
  // One write, which no other process's write can divide. So the rest of a short one must not follow.
  const count = fs.writeSync(descriptor, bytes);
  if (count < bytes.length) throw Object.assign(new Error("The disk is full"), { code: "ENOSPC" });
  fs.fsyncSync(descriptor);
}

/** The lines from a position to the end of the file. */
export function* readLines(descriptor: number, position: number): Generator<Line> {
  const fs = loadBuiltIn("node:fs");
  const buffer = Buffer.alloc(CHUNK_BYTES);
  let parts: Buffer[] = [];
  for (let at = position; ; ) {
    const count = fs.readSync(descriptor, buffer, 0, CHUNK_BYTES, at);
    if (count === 0) break;
    at += count;
    const chunk = buffer.subarray(0, count);
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      yield toLine([...parts, chunk.subarray(start, end)], true);
      parts = [];
      start = end + 1;
    }
    // A copy, because the next read overwrites the buffer.
    parts.push(Buffer.from(chunk.subarray(start)));
  }
  const last = toLine(parts, false);
  if (last.bytes > 0) yield last;
}

function toLine(parts: readonly Buffer[], isEnded: boolean): Line {
  const bytes = Buffer.concat(parts);
  return { text: bytes.toString(), bytes: bytes.length + (isEnded ? 1 : 0), isEnded };
}
