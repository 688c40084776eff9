import { afterLooks, HamsaError } from "../errors/hamsa-error.js";
import { InvalidParamsError } from "../errors/invalid-params-error.js";
import { PendingError, TimeoutError } from "../errors/no-answer-errors.js";
import { checked, ENSURE_CHECKS } from "../options/option-checks.js";
import type { EnsureOptions } from "../options/options.js";
import type { Settings } from "../options/settings.js";
import type { TwilioNumber } from "../outcome/number-from.js";
import type { PhoneNumber } from "../outcome/page-from.js";
import { Deadline } from "../transport/deadline.js";
import type { Transport } from "../transport/transport.js";
import { register } from "./add-twilio-number.js";
import { found } from "./find-number.js";
import { type AddTwilioNumberParams, checkedBody } from "./registration-params.js";

/** A number that is registered. */
export type EnsuredNumber =
  /** This call registered it: the server said so. */
  | { readonly created: true; readonly number: TwilioNumber | PhoneNumber }
  /** It is in the list: it was there before, or the server's answer to this call was lost. */
  | { readonly created: false; readonly number: PhoneNumber };

/** How long to wait before each look after a registration whose outcome is open, in ms. */
const LOOKS_MS = [0, 500, 1_000, 2_000, 4_000];

const SENT_BEFORE = "This number was sent before, and that registration is not known to have failed.";

/** How much of the time that is left the registration itself may take: the rest is for looking. */
const SHARE = 0.75;

/** Looks, registers at most once, and looks again where the answer leaves open what became of it. */
export async function ensureTwilioNumber(
  settings: Settings,
  send: Transport,
  params: AddTwilioNumberParams,
  options: EnsureOptions = {},
): Promise<EnsuredNumber> {
  const given = checked("The options of ensureTwilioNumber", options, ENSURE_CHECKS);
  const { timeout = settings.timeout, signal, lookFirst = true, ...limits } = given;
  const body = checkedBody("The params of ensureTwilioNumber", params);
  const { phoneNumber } = JSON.parse(body) as AddTwilioNumberParams;
  const deadline = new Deadline(timeout, signal);
  const look = () => found(settings, send, phoneNumber, { ...limits, deadline });
  try {
    const there = lookFirst ? await look() : undefined;
    if (there) return { created: false, number: there };
    if (!(await begun(settings, phoneNumber, deadline))) {
      return await lookAgain(look, deadline, new PendingError(SENT_BEFORE, { outcome: "unknown" }));
    }
    return await registered();
  } finally {
    deadline.end();
  }

  async function registered(): Promise<EnsuredNumber> {
    try {
      const part = { timeout: Math.ceil(deadline.left * SHARE), signal: deadline.signal };
      return { created: true, number: await register(settings, send, body, { ...limits, ...part }) };
    } catch (error) {
      if (!(error instanceof HamsaError)) throw error;
      const isOpen = error.outcome === "unknown" || error.outcome === "accepted";
      if (!isOpen) await released(settings, phoneNumber);
      // A conflict may mean that somebody else was quicker.
      if (isOpen || error.status === 409) return await lookAgain(look, deadline, inFull(error, timeout));
      throw error;
    }
  }
}

/** Who set the timeout must find that one in the error, not the part that the registration had of it. */
function inFull(error: HamsaError, timeout: number): HamsaError {
  if (!(error instanceof TimeoutError)) return error;
  const message = `The registration was not answered in time: of the timeout of ${timeout} ms, the last quarter is for looking.`;
  return new TimeoutError(message, { outcome: error.outcome, timeout });
}

/** Looks a few times; throws the error that left the outcome open, if the number does not show. */
async function lookAgain(
  look: () => Promise<PhoneNumber | undefined>,
  deadline: Deadline,
  error: HamsaError,
): Promise<EnsuredNumber> {
  let looks = 0;
  for (const pause of LOOKS_MS) {
    if (pause >= deadline.left) break;
    try {
      await deadline.sleep(pause);
      looks++;
      const number = await look();
      if (number) return { created: error.outcome === "accepted", number };
    } catch {
      // A list that fails says as little as one that does not show the number.
      if (deadline.signal.aborted) break;
    }
  }
  throw afterLooks(deadline.isAborted ? deadline.error(error.outcome) : error, looks);
}

/** Whether this call is the one that may register the number. */
async function begun({ attempts }: Settings, phoneNumber: string, deadline: Deadline): Promise<boolean> {
  // What is aborted before it is sent must not be noted as sent.
  if (deadline.signal.aborted) throw deadline.error("not-sent");
  try {
    return await deadline.within(attempts.begin(phoneNumber));
  } catch {
    if (deadline.signal.aborted) throw deadline.error("unchanged");
    const message = "could not note the number before it is sent: begin threw";
    throw new InvalidParamsError("The option attempts", [{ field: "attempts", message }]);
  }
}

/** What can't be struck out stays noted: the number is then looked for, and not sent again. */
async function released({ attempts }: Settings, phoneNumber: string): Promise<void> {
  try {
    await attempts.release(phoneNumber);
  } catch {
    // What went wrong with the registration is what the caller has to know.
  }
}
