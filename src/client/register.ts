import type { Attempt } from "./attempts.js";
import { AttemptStoreError, amendError, type ErrorFacts, HamsaError } from "./errors.js";
import type { TwilioNumber } from "./numbers.js";
import type { Registration } from "./params.js";
import { isSameNumber, isTwilioNumber, parseNumber } from "./parse-response.js";
import { type Call, sendOperation } from "./transport.js";

/** How many times `addTwilioNumber` tries to replace another call's attempt by its own. */
const MAX_REPLACEMENTS = 3;

/** Registers a number, whatever is stored for it. Stores the attempt and its result for later calls. */
export async function addNumber(call: Call, registration: Registration): Promise<TwilioNumber> {
  const { phoneNumber } = registration.params;
  let before: Attempt | undefined;
  for (let replacements = 0; ; replacements++) {
    call.deadline.requireTimeToSend(1, "not-sent");
    const { stored, isOurs } = await beginAttempt(call, phoneNumber, before);
    // If many calls send the number at once, the attempt of one of them covers all.
    if (isOurs || replacements === MAX_REPLACEMENTS)
      return sendRecorded(call, call, registration, stored, isOurs ? before : stored);
    before = stored;
  }
}

/** Whether the number may be registered, or is, though the call failed. */
export function isOpen({ outcome }: HamsaError): boolean {
  return outcome === "unknown" || outcome === "accepted";
}

/**
 * Sends a number whose attempt is stored, and stores how it ended. `sending` is the call with the deadline
 * for sending, which leaves time for the rest.
 */
export async function sendRecorded(
  call: Call,
  sending: Call,
  { body, params: { phoneNumber } }: Registration,
  ours: Attempt,
  before: Attempt | undefined,
): Promise<TwilioNumber> {
  let number: TwilioNumber;
  try {
    number = parseNumber(await sendOperation(sending, "addTwilioNumber", { body }), phoneNumber);
  } catch (error) {
    if (error instanceof HamsaError && !isOpen(error)) await removeAttempt(call, phoneNumber, ours, before, error);
    throw error;
  }
  await confirmAttempt(call, phoneNumber, ours, number);
  return number;
}

/** What is stored for a number after a call tried to store its own attempt. */
export interface BegunAttempt {
  readonly stored: Attempt;
  /** Whether it is this call's attempt, so that this call may send the number. */
  readonly isOurs: boolean;
}

/**
 * Stores a new attempt if what is stored is `expected`. Whatever goes wrong, nothing has been sent, so the
 * new attempt is taken back, even if the store stored it and then failed, or answered too late.
 */
export async function beginAttempt(
  call: Call,
  phoneNumber: string,
  expected: Attempt | undefined,
): Promise<BegunAttempt> {
  const { deadline } = call;
  const ours: Attempt = Object.freeze({ token: createToken(), startedAt: new Date().toISOString() });
  const change = compareAndSet(call, phoneNumber, expected, ours);
  const takeBack = () => compareAndSet(call, phoneNumber, ours, expected);
  let stored: Attempt | undefined;
  try {
    stored = await deadline.within(change);
    if (stored === undefined) throw new TypeError(INVALID_RESULT);
  } catch (cause) {
    if (deadline.signal.aborted) {
      change.then(takeBack, takeBack).catch(() => {});
      throw deadline.createError("not-sent");
    }
    const doubt = await deadline.within(takeBack()).then(
      () => "",
      () => " The attempt may be stored as pending.",
    );
    throw createStoreError(`before the number was sent.${doubt}`, { outcome: "not-sent", retryable: true, cause });
  }
  return { stored, isOurs: stored.token === ours.token };
}

/** How long to wait before a failed change of the store is repeated, in ms. */
const RETRY_DELAYS_MS = [0, 100, 400];

/**
 * Stores that the number is registered. The new state has a token of its own: a process that still expects
 * the pending one can't replace it. Attempts of other calls are replaced, because the number is registered.
 */
async function confirmAttempt(call: Call, phoneNumber: string, ours: Attempt, number: TwilioNumber): Promise<void> {
  const registered = maskForStore(call, number);
  // A number that holds a secret is not stored. It stays pending, and is found in the list.
  if (registered === undefined) return;
  const confirmed: Attempt = Object.freeze({ token: createToken(), startedAt: ours.startedAt, registered });
  let expected: Attempt | undefined = ours;
  const cause = await retry(call, async () => {
    expected = await compareAndSet(call, phoneNumber, expected, confirmed);
    return expected?.registered !== undefined;
  });
  if (cause === undefined) return;
  throw createStoreError("after the number was registered.", { outcome: "accepted", number, cause });
}

/**
 * Removes an attempt whose number was certainly not registered, or restores the one before it. If that
 * fails, the error of the registration says so.
 */
async function removeAttempt(
  call: Call,
  phoneNumber: string,
  ours: Attempt,
  before: Attempt | undefined,
  error: HamsaError,
): Promise<void> {
  // The attempt is another call's.
  if (before === ours) return;
  const isOver = call.deadline.signal.aborted;
  const remove = async () => (await compareAndSet(call, phoneNumber, ours, before))?.token !== ours.token;
  // A call that is over waits for nothing.
  if (isOver) return void remove().catch(() => {});
  const cause = await retry(call, remove);
  if (cause === undefined) return;
  const storeError = createStoreError("after the registration had failed.", { outcome: error.outcome, cause });
  const sentence = "Its attempt could not be removed from the store, so later calls will find it pending.";
  amendError(error, sentence, { cause: storeError, retryable: false });
}

/** Repeats a change of the store until it returns true. Returns the last failure, if it didn't in time. */
async function retry({ deadline }: Call, change: () => Promise<boolean>): Promise<unknown> {
  let failure: unknown = new TypeError(INVALID_RESULT);
  for (const delay of RETRY_DELAYS_MS) {
    try {
      if (delay > 0) await deadline.sleep(delay);
      if (await deadline.within(change())) return undefined;
    } catch (thrown) {
      if (deadline.signal.aborted) break;
      failure = thrown;
    }
  }
  return failure;
}

const INVALID_RESULT = "compareAndSet must resolve with what is stored afterwards";

/** Calls the store, and checks what it resolves with. */
async function compareAndSet(
  { settings: { attempts } }: Call,
  phoneNumber: string,
  expected: Attempt | undefined,
  next: Attempt | undefined,
): Promise<Attempt | undefined> {
  const stored: unknown = await attempts.compareAndSet(phoneNumber, expected, next);
  if (stored === undefined || stored === null) return undefined;
  const { token, startedAt, registered } = Object(stored) as Record<keyof Attempt, unknown>;
  const isAttempt =
    typeof token === "string" &&
    token !== "" &&
    typeof startedAt === "string" &&
    !Number.isNaN(Date.parse(startedAt)) &&
    (registered === undefined || (isTwilioNumber(registered) && isSameNumber(registered.number, phoneNumber)));
  if (!isAttempt) throw new TypeError(INVALID_RESULT);
  return stored as Attempt;
}

function createStoreError(when: string, facts: ErrorFacts): AttemptStoreError {
  return new AttemptStoreError(`The store of the option attempts failed ${when}`, facts);
}

/** The number as it can be stored: without secrets, which a server may have written into any field. */
function maskForStore({ secrets }: Call, number: TwilioNumber): TwilioNumber | undefined {
  const masked = secrets.maskWithin(number);
  return isTwilioNumber(masked) ? masked : undefined;
}

/** 128 random bits: `crypto.randomUUID` is missing on pages without https, and in some test environments. */
function createToken(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join("-");
}
