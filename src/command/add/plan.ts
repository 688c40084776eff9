import { nothingSentError } from "./ending.js";
import { type Journal, joinOtherKeys, listRecords } from "./journal.js";
import type { ListedNumbers } from "./listed-numbers.js";
import type { Candidate } from "./look-up.js";
import type { AddOptions } from "./options.js";
import { formatTime, type Result, toJournalResult, toListResult, toPendingResult } from "./result.js";

/** What to do about each number, according to Hamsa's list and the journal. */
export interface Plan {
  /** Numbers that are already registered, and their results. */
  readonly registered: ReadonlyMap<string, Result>;
  /** Numbers that were sent before and may be registered, and their results if they are not sent again. */
  readonly pending: readonly Candidate[];
  readonly pendingResults: readonly Result[];
  /** Numbers that another run may be sending right now. */
  readonly underWay: readonly Candidate[];
  /** Numbers to register. */
  readonly open: readonly Candidate[];
}

export async function makePlan(
  chosen: readonly Candidate[],
  listed: ListedNumbers,
  journal: Journal,
  { sameAccount, timeout }: AddOptions,
): Promise<Plan> {
  if (sameAccount) await joinOtherKeys(journal);
  const registered = new Map<string, Result>();
  const pending: Candidate[] = [];
  const pendingResults: Result[] = [];
  const underWay: Candidate[] = [];
  const open: Candidate[] = [];
  for (const candidate of chosen) {
    const { phoneNumber } = candidate.params;
    const existing = listed.found.get(phoneNumber);
    const attempt = existing === undefined ? await journal.find(phoneNumber) : undefined;
    if (existing) registered.set(phoneNumber, toListResult(existing));
    else if (attempt?.registered) registered.set(phoneNumber, toJournalResult(phoneNumber, attempt));
    else if (attempt && Date.now() - Date.parse(attempt.startedAt) < timeout) underWay.push(candidate);
    else if (attempt) {
      pending.push(candidate);
      pendingResults.push(toPendingResult(phoneNumber, attempt.startedAt));
    } else open.push(candidate);
  }
  if (sameAccount === undefined) rejectOtherKeys(open, journal);
  return { registered, pending, pendingResults, underWay, open };
}

/** After a key was rotated, the journal can't tell whether the account is still the same. The person can. */
function rejectOtherKeys(open: readonly Candidate[], journal: Journal): void {
  const numbers = new Set(open.map(({ params }) => params.phoneNumber));
  const sent = [...listRecords(journal.file)].filter(
    ({ account: { server, key }, phoneNumber }) =>
      server === journal.account.server && key !== journal.account.key && numbers.has(phoneNumber),
  );
  const [first] = sent;
  if (first === undefined) return;
  const which = sent.length === 1 ? "One of the numbers was" : `${sent.length} of the numbers were`;
  throw nothingSentError(
    `${which} sent with another API key, the first on ${formatTime(first.attempt.startedAt)}, and Hamsa's list does not show them. If both keys belong to the same Hamsa account, add --same-account, otherwise --no-same-account.`,
  );
}
