import type { Attempt } from "./attempts.js";
import { AbortError, AttemptStoreError, amendError, HamsaError, PendingError } from "./errors.js";
import { findInList } from "./list.js";
import type { EnsuredNumber, PhoneNumber } from "./numbers.js";
import type { EnsureOptions } from "./options.js";
import type { Registration } from "./params.js";
import { isConfirmation } from "./parse-response.js";
import { type BegunAttempt, beginAttempt, isOpen, sendRecorded } from "./register.js";
import type { Call } from "./transport.js";

/** How long to wait before each check of the list while the outcome is open, in ms. */
const LOOKUP_DELAYS_MS = [0, 500, 1_000, 2_000, 4_000];

/** How much of the time left the registration itself may take. The rest is for checking the list. */
const REGISTRATION_SHARE = 0.75;

/** Checks the list, registers at most once, and checks the list again if the outcome is open. */
export async function ensureNumber(
  call: Call,
  registration: Registration,
  { lookFirst = true, resendAfter }: EnsureOptions,
): Promise<EnsuredNumber> {
  const { phoneNumber } = registration.params;
  const existing = lookFirst ? await findInList(call, phoneNumber) : undefined;
  if (existing) return { created: false, number: existing };
  const { stored, isOurs } = await begin(call, phoneNumber, undefined);
  if (isOurs) return registerOnce(call, registration, stored, undefined);
  return waitForOther(call, registration, stored, resendAfter);
}

/** Stores an attempt, unless too little time is left to send it. */
function begin(call: Call, phoneNumber: string, expected: Attempt | undefined): Promise<BegunAttempt> {
  call.deadline.requireTimeToSend(REGISTRATION_SHARE, "not-sent");
  return beginAttempt(call, phoneNumber, expected);
}

/** Sends the number, and checks the list if the outcome is open. */
async function registerOnce(
  call: Call,
  registration: Registration,
  ours: Attempt,
  before: Attempt | undefined,
): Promise<EnsuredNumber> {
  const deadline = call.deadline.createPart(REGISTRATION_SHARE);
  try {
    return { created: true, number: await sendRecorded(call, { ...call, deadline }, registration, ours, before) };
  } catch (error) {
    // A number that only the store failed to record needs no check. A conflict may mean that another caller was faster.
    if (!(error instanceof HamsaError) || error instanceof AttemptStoreError) throw error;
    if (!isOpen(error) && error.status !== 409) throw error;
    return await lookAgain(call, registration.params.phoneNumber, error);
  } finally {
    deadline.end();
  }
}

/** Checks the list a few times. If the number never appears, throws the error that left the outcome open. */
async function lookAgain(call: Call, phoneNumber: string, error: HamsaError): Promise<EnsuredNumber> {
  const lookups = createLookups(call, phoneNumber);
  for (const delay of LOOKUP_DELAYS_MS) {
    if (!(await lookups.wait(delay))) break;
    const { found } = await lookups.check();
    if (found) return { created: isConfirmation(error), number: found };
  }
  throw lookups.addTo(error);
}

/**
 * Waits for the result of another call's attempt: in the store, or in the list. Sends the number if that
 * attempt was taken back, or is older than `resendAfter` and not in the list.
 */
async function waitForOther(
  call: Call,
  registration: Registration,
  other: Attempt,
  resendAfter = Number.POSITIVE_INFINITY,
): Promise<EnsuredNumber> {
  const { phoneNumber } = registration.params;
  const lookups = createLookups(call, phoneNumber);
  let attempt = other;
  for (const delay of LOOKUP_DELAYS_MS) {
    if (attempt.registered) return { created: false, number: attempt.registered };
    if (!(await lookups.wait(delay))) break;
    const { found, isComplete } = await lookups.check();
    if (found) return { created: false, number: found };
    if (!call.deadline.hasTimeToSend(REGISTRATION_SHARE)) break;
    const isOld = Date.now() - Date.parse(attempt.startedAt) >= resendAfter;
    const expected = isOld && isComplete ? attempt : undefined;
    const { stored, isOurs } = await begin(call, phoneNumber, expected);
    if (isOurs) return registerOnce(call, registration, stored, expected);
    attempt = stored;
  }
  if (attempt.registered) return { created: false, number: attempt.registered };
  const message = "This number was already sent, and that registration may have succeeded.";
  throw lookups.addTo(new PendingError(message, { outcome: "unknown", attempt }));
}

/** Several checks of the list, which may fail. */
function createLookups(call: Call, phoneNumber: string) {
  const { deadline } = call;
  let completed = 0;
  let failed = 0;
  let failure: unknown;
  const times = (count: number) => (count === 1 ? "once" : `${count} times`);
  return {
    /** Waits, and returns whether there is time for another check. */
    async wait(ms: number): Promise<boolean> {
      if (ms >= deadline.left()) return false;
      await deadline.sleep(ms).catch(() => {});
      return !deadline.signal.aborted;
    },
    /** Checks the list once. Returns the number, if it is in it, and whether all of the list was read. */
    async check(): Promise<{ readonly found?: PhoneNumber | undefined; readonly isComplete: boolean }> {
      try {
        const found = await findInList(call, phoneNumber);
        completed++;
        return { found, isComplete: true };
      } catch (error) {
        failed++;
        failure = error;
        return { isComplete: false };
      }
    },
    /** The error to throw if the number was not found, with what the checks showed. */
    addTo(error: HamsaError): HamsaError {
      const final = deadline.isAborted() ? deadline.createError(error.outcome) : error;
      let sentence = completed > 0 ? `Checked the list ${times(completed)} without finding it.` : "";
      if (failed > 0) {
        const [reason] = (failure as Error).message.split(". ");
        sentence += ` Failed to check the list ${times(failed)}; the last time, ${reason}.`;
      }
      return amendError(final, sentence.trim(), {
        lookups: completed,
        // Another call sends nothing twice, and may find the number.
        ...(isOpen(final) && !(final instanceof AbortError) ? { retryable: true } : {}),
      });
    },
  };
}
