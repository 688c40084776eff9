import { addAbortSignal } from "node:stream";
import { text } from "node:stream/consumers";

/** Reads standard input to its end, or until the signal aborts: Ctrl-C does not end it by itself. */
export function readStdin(signal: AbortSignal): Promise<string> {
  return text(addAbortSignal(signal, process.stdin));
}
