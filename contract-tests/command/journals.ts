import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { examples } from "../../generated/examples.js";
import { identifyAccount, type Journal, openJournal } from "../../src/command/add/journal.js";
import { REFERENCE_KEY } from "../verify/reference/provider.js";
import type { World } from "./world.js";

const { data: registered } = examples.addTwilioNumber.responses["200"].bodies.synthetic;

/** Where the commands of a world keep their journal. */
export const journalOf = ({ folder }: World) => join(folder, "state/hamsa-twilio/journal.jsonl");

/** The journal of a world, as a command that runs in it opens it. */
export function openJournalOf(world: World): Journal {
  return openJournal(journalOf(world), identifyAccount(REFERENCE_KEY, world.hamsa.url));
}

/** Writes to a world's journal what a command wrote an hour ago, which sent the numbers. */
export async function recordAttempts(
  world: World,
  phoneNumbers: readonly string[],
  outcome: "registered" | "pending",
): Promise<void> {
  const journal = openJournalOf(world);
  const startedAt = new Date(Date.now() - 3_600_000).toISOString();
  for (const phoneNumber of phoneNumbers) {
    const attempt = { token: randomUUID(), startedAt };
    await journal.compareAndSet(phoneNumber, undefined, attempt);
    if (outcome === "pending") continue;
    const confirmed = { token: randomUUID(), startedAt, registered: { ...registered, number: phoneNumber } };
    await journal.compareAndSet(phoneNumber, attempt, confirmed);
  }
}
