import { printError, setStatus } from "./output.js";

/** A shorter wait needs no words. */
const SLOW_MS = 2_000;

/** Says what the command is waiting for: on a terminal in a line that goes away, in a log every ten seconds. */
export async function withWaitNotice<T>(what: string, work: Promise<T>): Promise<T> {
  let seconds = 0;
  const timer = setInterval(() => {
    seconds += SLOW_MS / 1_000;
    const notice = `  … waiting ${what} (${seconds} s)`;
    if (process.stderr.isTTY) setStatus(notice);
    else if (seconds % 10 === 2) printError(notice);
  }, SLOW_MS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    setStatus(undefined);
  }
}
