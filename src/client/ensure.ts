import { HamsaError, InvalidParamsError, PendingError, TimeoutError, withLookupCount } from "./errors.js";
import { findInList } from "./list.js";
import type { EnsuredNumber, TwilioNumber } from "./numbers.js";
import type { AddTwilioNumberParams } from "./params.js";
import { parseNumber } from "./parse-response.js";
import { type Call, runCall, sendOperation } from "./transport.js";

/** Sends a checked registration, once. */
export async function registerNumber(call: Call, body: string): Promise<TwilioNumber> {
  return parseNumber(await sendOperation(call, "addTwilioNumber", { body }));
}

/** How long to wait before each lookup after a registration with an open outcome, in ms. */
const LOOKUP_DELAYS_MS = [0, 500, 1_000, 2_000, 4_000];

/** How much of the time left the registration itself may take. The rest is for checking the list. */
const REGISTRATION_SHARE = 0.75;

/** Checks the list, registers at most once, and checks the list again if the outcome is open. */
export async function ensureNumber(call: Call, body: string, lookFirst: boolean): Promise<EnsuredNumber> {
  const { settings, deadline } = call;
  const { phoneNumber } = JSON.parse(body) as AddTwilioNumberParams;
  const existing = lookFirst ? await findInList(call, phoneNumber) : undefined;
  if (existing) return { created: false, number: existing };
  if (!(await beginAttempt(call, phoneNumber))) {
    const message = "This number was already sent, and that registration may have succeeded.";
    return lookAgain(call, phoneNumber, new PendingError(message, { outcome: "unknown" }));
  }
  try {
    const part = { ...call, timeout: Math.ceil(deadline.left * REGISTRATION_SHARE), signal: deadline.signal };
    return { created: true, number: await runCall(settings, part, (part) => registerNumber(part, body)) };
  } catch (thrown) {
    if (!(thrown instanceof HamsaError)) throw thrown;
    const error = withFullTimeout(thrown, deadline.timeout);
    const isOpen = error.outcome === "unknown" || error.outcome === "accepted";
    if (!isOpen) await releaseAttempt(call, phoneNumber);
    // A conflict may mean that another caller was faster.
    if (isOpen || error.status === 409) return lookAgain(call, phoneNumber, error);
    throw error;
  }
}

/** The error names the timeout that the caller set, not the registration's share of it. */
function withFullTimeout(error: HamsaError, timeout: number): HamsaError {
  if (!(error instanceof TimeoutError)) return error;
  const message = `The registration got no response in time. (The last quarter of the ${timeout} ms timeout is reserved for checking the list.)`;
  return new TimeoutError(message, { outcome: error.outcome, timeout });
}

/** Checks the list a few times. If the number never appears, throws the error that left the outcome open. */
async function lookAgain(call: Call, phoneNumber: string, error: HamsaError): Promise<EnsuredNumber> {
  const { deadline } = call;
  let lookups = 0;
  for (const delay of LOOKUP_DELAYS_MS) {
    if (delay >= deadline.left) break;
    try {
      await deadline.sleep(delay);
      lookups++;
      const number = await findInList(call, phoneNumber);
      if (number) return { created: error.outcome === "accepted", number };
    } catch {
      // A list that can't be read proves as little as one without the number.
      if (deadline.signal.aborted) break;
    }
  }
  throw withLookupCount(deadline.isAborted ? deadline.createError(error.outcome) : error, lookups);
}

/** Records the attempt. Returns whether this call is the one that may register the number. */
async function beginAttempt({ settings: { attempts }, deadline }: Call, phoneNumber: string): Promise<boolean> {
  // A call that is aborted before it sends must not be recorded as sent.
  if (deadline.signal.aborted) throw deadline.createError("not-sent");
  let recording: boolean | Promise<boolean> = false;
  try {
    recording = attempts.begin(phoneNumber);
    return await deadline.within(recording);
  } catch {
    if (deadline.signal.aborted) {
      // Recorded too late, the number will not be sent, so the record must not remain.
      Promise.resolve(recording)
        .then((isNew) => isNew && attempts.release(phoneNumber))
        .catch(() => {});
      throw deadline.createError("unchanged");
    }
    const message = "could not record the number before it was sent: begin threw";
    throw new InvalidParamsError("The option attempts", [{ field: "attempts", message }]);
  }
}

/** A number that can't be released stays recorded: later calls look for it and don't send it again. */
async function releaseAttempt({ settings: { attempts }, deadline }: Call, phoneNumber: string): Promise<void> {
  try {
    await deadline.within(attempts.release(phoneNumber));
  } catch {
    // The caller needs to know what went wrong with the registration.
  }
}
