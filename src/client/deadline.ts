import { AbortError, type HamsaError, type Outcome, TimeoutError } from "./errors.js";
import type { Secrets } from "./secrets.js";

/** The time limit of one call, which includes connecting, waiting, retries and the body, and the caller's signal. */
export interface Deadline {
  /** Aborts when the time is up or the caller aborts. */
  readonly signal: AbortSignal;
  /** The time of the whole call, in ms. */
  readonly timeout: number;
  /** Whether the caller aborted the call. */
  isAborted(): boolean;
  /** The time left, in ms. */
  left(): number;
  /** A deadline for a part of the call, which leaves the rest of the time for later. */
  createPart(share: number): Deadline;
  /** Waits for work, but not beyond the deadline: not every `fetch` respects its signal. */
  within<T>(work: T | PromiseLike<T>): Promise<T>;
  /** Waits for a time, but not beyond the deadline. */
  sleep(ms: number): Promise<void>;
  /** The error for a call that was cut short. */
  createError(outcome: Outcome): HamsaError;
  hasTimeToSend(share: number): boolean;
  /** Throws if too little time is left for a response to a registration: its outcome would be unknown for sure. */
  requireTimeToSend(share: number, outcome: Outcome): void;
  /** Removes the timer and the listener. */
  end(): void;
}

/** @param parent the deadline of the whole call, if this is the one of a part of it */
export function createDeadline(
  ms: number,
  callerSignal: AbortSignal | undefined,
  secrets: Secrets,
  parent?: Deadline,
): Deadline {
  const timeout = parent?.timeout ?? ms;
  const end = performance.now() + ms;
  const controller = new AbortController();
  const { signal } = controller;
  let giveUp: (reason: unknown) => void = () => {};
  let isTimedOut = false;
  const abort = () => {
    controller.abort();
    giveUp(signal.reason);
  };
  const timer = setTimeout(() => {
    isTimedOut = true;
    abort();
  }, ms);
  const stopListening = onAbort(callerSignal, abort);
  const deadline: Deadline = {
    signal,
    timeout,
    isAborted: () => signal.aborted && !isTimedOut,
    left: () => end - performance.now(),
    createPart: (share) => createDeadline(Math.ceil(deadline.left() * share), signal, secrets, deadline),
    within: (work) =>
      new Promise((resolve, reject) => {
        Promise.resolve(work).then(resolve, reject);
        giveUp = reject;
        if (signal.aborted) reject(signal.reason);
      }),
    async sleep(ms) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      try {
        await deadline.within(new Promise<void>((resolve) => (timer = setTimeout(resolve, ms))));
      } finally {
        clearTimeout(timer);
      }
    },
    createError(outcome) {
      if (parent?.signal.aborted) return parent.createError(outcome);
      if (!isTimedOut) {
        const reason: unknown = callerSignal?.reason;
        const cause = secrets.isAbsentFrom(reason) ? reason : undefined;
        return new AbortError("The call was aborted through its signal.", { outcome, cause });
      }
      const message = parent
        ? `The registration got no response in time. (The last quarter of the ${timeout} ms timeout is reserved for checking the list.)`
        : `The call took longer than its timeout of ${timeout} ms.`;
      return new TimeoutError(message, { outcome, timeout, retryable: outcome !== "unknown" });
    },
    hasTimeToSend: (share) => deadline.left() * share >= MIN_TIME_TO_SEND_MS,
    requireTimeToSend(share, outcome) {
      if (signal.aborted) throw deadline.createError(outcome);
      if (deadline.hasTimeToSend(share)) return;
      const message = `Too little of the ${timeout} ms timeout was left to send the registration.`;
      throw new TimeoutError(message, { outcome, timeout, retryable: true });
    },
    end() {
      clearTimeout(timer);
      stopListening();
    },
  };
  return deadline;
}

/** Less time than a request to the same city takes, in ms. */
const MIN_TIME_TO_SEND_MS = 10;

/** Per signal: the listeners of all calls that share it, and the one listener that is added to the signal. */
const batches = new WeakMap<AbortSignal, { listeners: Set<() => void>; notify: () => void }>();

/**
 * Calls the listener when the signal aborts, or at once if it already has. Returns a function that stops
 * listening. All calls with the same signal share one listener, because Node warns of a leak at the eleventh.
 */
function onAbort(signal: AbortSignal | undefined, listener: () => void): () => void {
  if (signal?.aborted) listener();
  if (signal === undefined || signal.aborted) return () => {};
  const { listeners, notify } = batches.get(signal) ?? createBatch(signal);
  if (listeners.size === 0) signal.addEventListener("abort", notify);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) signal.removeEventListener("abort", notify);
  };
}

function createBatch(signal: AbortSignal) {
  const listeners = new Set<() => void>();
  const batch = { listeners, notify: () => [...listeners].forEach((listener) => void listener()) };
  batches.set(signal, batch);
  return batch;
}
