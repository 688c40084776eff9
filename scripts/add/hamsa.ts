import { type Attempts, createHamsaClient, type HamsaClient, type PhoneNumber } from "../../src/index.js";
import type { Candidate } from "./look-up.js";
import type { AddOptions } from "./options.js";

/** A client of the Hamsa that the options name. */
export function clientOf(apiKey: string, { connection }: AddOptions, attempts?: Attempts): HamsaClient {
  const { baseUrl, timeout } = connection;
  return createHamsaClient({ apiKey, baseUrl, timeout, attempts });
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
