import { buffer } from "node:stream/consumers";

/** Reads standard input to its end, or until the signal aborts. */
export async function readStdin(signal: AbortSignal): Promise<Buffer> {
  signal.throwIfAborted();
  // A terminal's standard input can't be destroyed into an error, so Ctrl-C has to win a race.
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return Promise.race([buffer(process.stdin), aborted]);
}
