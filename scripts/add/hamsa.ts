import { createHamsaClient, type HamsaClient, type PhoneNumber } from "../../src/index.js";
import type { Journal } from "./journal.js";
import type { Candidate } from "./look-up.js";
import type { AddOptions } from "./options.js";

/** Where the journal is kept once it is open: nothing is sent before. */
export interface JournalSlot {
  kept?: Journal | undefined;
}

/** A client that notes in the journal what it sends. */
export function clientOf(
  apiKey: string,
  { connection }: AddOptions,
  journal: JournalSlot,
  signal: AbortSignal,
): HamsaClient {
  const { baseUrl, timeout } = connection;
  return createHamsaClient({
    apiKey,
    timeout,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    attempts: {
      begin: (number) => {
        // What was not sent when somebody pressed Ctrl-C is not sent any more.
        signal.throwIfAborted();
        return journal.kept?.begin(number) ?? true;
      },
      release: (number) => journal.kept?.release(number),
    },
  });
}

/** Those of the numbers that Hamsa has already: one is looked for, of several all are listed once. */
export async function registeredAmong(
  candidates: readonly Candidate[],
  hamsa: HamsaClient,
  signal: AbortSignal,
): Promise<Map<string, PhoneNumber>> {
  const [first, ...others] = candidates.map(({ params }) => params.phoneNumber);
  if (first === undefined) return new Map();
  if (others.length === 0) {
    const found = await hamsa.findNumber(first, { signal });
    return new Map(found ? [[first, found]] : []);
  }
  const wanted = new Set([first, ...others]);
  const there = new Map<string, PhoneNumber>();
  for await (const each of hamsa.listNumbers({}, { signal })) if (wanted.has(each.number)) there.set(each.number, each);
  return there;
}
