import type { Attempt } from "./attempts.js";
import { AbortError, AttemptStoreError, amendError, HamsaError, PendingError } from "./errors.js";
import { findInList } from "./list.js";
import type { EnsuredNumber, PhoneNumber } from "./numbers.js";
import type { EnsureOptions } from "./options.js";
import type { AddTwilioNumberParams } from "./params.js";
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
  body: string,
  { lookFirst = true, resendAfter }: EnsureOptions,
): Promise<EnsuredNumber> {
  const { phoneNumber } = JSON.parse(body) as AddTwilioNumberParams;
  const existing = lookFirst ? await findInList(call, phoneNumber) : undefined;
  if (existing) return { created: false, number: existing };
  const { stored, isOurs } = await begin(call, phoneNumber, undefined);
  if (isOurs) return registerOnce(call, body, phoneNumber, stored, undefined);
  return waitForOther(call, body, phoneNumber, stored, resendAfter);
}

/** Stores an attempt, unless too little time is left to send it. */
function begin(call: Call, phoneNumber: string, expected: Attempt | undefined): Promise<BegunAttempt> {
  call.deadline.requireTimeToSend(REGISTRATION_SHARE, "not-sent");
  return beginAttempt(call, phoneNumber, expected);
}

/** Sends the number, and checks the list if the outcome is open. */
async function registerOnce(
  call: Call,
  body: string,
  phoneNumber: string,
  ours: Attempt,
  before: Attempt | undefined,
): Promise<EnsuredNumber> {
  const deadline = call.deadline.createPart(REGISTRATION_SHARE);
  try {
    return { created: true, number: await sendRecorded(call, { ...call, deadline }, body, ours, before) };
  } catch (error) {
    // A number that only the store failed to record needs no check. A conflict may mean that another caller was faster.
    if (!(error instanceof HamsaError) || error instanceof AttemptStoreError) throw error;
    if (!isOpen(error) && error.status !== 409) throw error;
    return await lookAgain(call, phoneNumber, error);
  } finally {
    deadline.end();
  }
}

/** Checks the list a few times. If the number never appears, throws the error that left the outcome open. */
async function lookAgain(call: Call, phoneNumber: string, error: HamsaError): Promise<EnsuredNumber> {
  const lookups = new Lookups(call, phoneNumber);
  for (const delay of LOOKUP_DELAYS_MS) {
    if (!(await lookups.wait(delay))) break;
    await lookups.check();
    if (lookups.found) return { created: isConfirmation(error), number: lookups.found };
  }
  throw lookups.addTo(error);
}

/**
 * Waits for the result of another call's attempt: in the store, or in the list. Sends the number if that
 * attempt was taken back, or is older than `resendAfter` and not in the list.
 */
async function waitForOther(
  call: Call,
  body: string,
  phoneNumber: string,
  other: Attempt,
  resendAfter = Number.POSITIVE_INFINITY,
): Promise<EnsuredNumber> {
  const lookups = new Lookups(call, phoneNumber);
  let attempt = other;
  for (const delay of LOOKUP_DELAYS_MS) {
    if (attempt.registered) return { created: false, number: attempt.registered };
    if (!(await lookups.wait(delay))) break;
    const isComplete = await lookups.check();
    if (lookups.found) return { created: false, number: lookups.found };
    if (!call.deadline.hasTimeToSend(REGISTRATION_SHARE)) break;
    const isOld = Date.now() - Date.parse(attempt.startedAt) >= resendAfter;
    const expected = isOld && isComplete ? attempt : undefined;
    const { stored, isOurs } = await begin(call, phoneNumber, expected);
    if (isOurs) return registerOnce(call, body, phoneNumber, stored, expected);
    attempt = stored;
  }
  if (attempt.registered) return { created: false, number: attempt.registered };
  const message = "This number was already sent, and that registration may have succeeded.";
  throw lookups.addTo(new PendingError(message, { outcome: "unknown", attempt }));
}

/** Several checks of the list, which may fail. */
class Lookups {
  found: PhoneNumber | undefined;
  #complete = 0;
  #failed = 0;
  #failure: unknown;

  constructor(
    readonly call: Call,
    readonly phoneNumber: string,
  ) {}

  /** Waits, and returns whether there is time for another check. */
  async wait(ms: number): Promise<boolean> {
    const { deadline } = this.call;
    if (ms >= deadline.left) return false;
    await deadline.sleep(ms).catch(() => {});
    return !deadline.signal.aborted;
  }

  /** Checks the list once. Returns whether all of it was read. */
  async check(): Promise<boolean> {
    try {
      this.found = await findInList(this.call, this.phoneNumber);
      this.#complete++;
      return true;
    } catch (error) {
      this.#failed++;
      this.#failure = error;
      return false;
    }
  }

  /** The error to throw if the number was not found, with what the checks showed. */
  addTo(error: HamsaError): HamsaError {
    const { deadline } = this.call;
    const final = deadline.isAborted ? deadline.createError(error.outcome) : error;
    const times = (count: number) => (count === 1 ? "once" : `${count} times`);
    let sentence = this.#complete > 0 ? `Checked the list ${times(this.#complete)} without finding it.` : "";
    if (this.#failed > 0) {
      const [reason] = (this.#failure as Error).message.split(". ");
      sentence += ` Failed to check the list ${times(this.#failed)}; the last time, ${reason}.`;
    }
    return amendError(final, sentence.trim(), {
      lookups: this.#complete,
      // Another call sends nothing twice, and may find the number.
      ...(isOpen(final) && !(final instanceof AbortError) ? { retryable: true } : {}),
    });
  }
}
