import { AbortError, type HamsaError, type Outcome, TimeoutError } from "./errors.js";
import type { Secrets } from "./secrets.js";

/** The time limit of one call, which includes connecting, waiting, retries and the body, and the caller's signal. */
export class Deadline {
  /** Aborts when the time is up or the caller aborts. */
  readonly signal: AbortSignal;
  readonly #controller = new AbortController();
  readonly #end: number;
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #stopListening: () => void;
  #giveUp: (reason: unknown) => void = () => {};
  #isTimedOut = false;

  /** @param parent the deadline of the whole call, if this is the one of a part of it */
  constructor(
    readonly timeout: number,
    readonly callerSignal: AbortSignal | undefined,
    readonly secrets: Secrets,
    readonly parent?: Deadline,
  ) {
    this.signal = this.#controller.signal;
    this.#end = performance.now() + timeout;
    this.#timer = setTimeout(() => {
      this.#isTimedOut = true;
      this.#abort();
    }, timeout);
    this.#stopListening = onAbort(callerSignal, () => this.#abort());
  }

  /** A deadline for a part of the call, which leaves the rest of the time for later. */
  createPart(share: number): Deadline {
    return new Deadline(Math.ceil(this.left * share), this.signal, this.secrets, this);
  }

  /** Whether the caller aborted the call. */
  get isAborted(): boolean {
    return this.signal.aborted && !this.#isTimedOut;
  }

  /** The time left, in ms. */
  get left(): number {
    return this.#end - performance.now();
  }

  /** Waits for work, but not beyond the deadline: not every `fetch` respects its signal. */
  within<T>(work: T | PromiseLike<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      Promise.resolve(work).then(resolve, reject);
      this.#giveUp = reject;
      if (this.signal.aborted) reject(this.signal.reason);
    });
  }

  /** Waits for a time, but not beyond the deadline. */
  async sleep(ms: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      await this.within(new Promise<void>((resolve) => (timer = setTimeout(resolve, ms))));
    } finally {
      clearTimeout(timer);
    }
  }

  /** The error for a call that was cut short. */
  createError(outcome: Outcome): HamsaError {
    const { parent, callerSignal, secrets } = this;
    if (parent?.signal.aborted) return parent.createError(outcome);
    if (!this.#isTimedOut) {
      const reason: unknown = callerSignal?.reason;
      const cause = secrets.isAbsentFrom(reason) ? reason : undefined;
      return new AbortError("The call was aborted through its signal.", { outcome, cause });
    }
    const { timeout } = parent ?? this;
    const message = parent
      ? `The registration got no response in time. (The last quarter of the ${timeout} ms timeout is reserved for checking the list.)`
      : `The call took longer than its timeout of ${timeout} ms.`;
    return new TimeoutError(message, { outcome, timeout, retryable: outcome !== "unknown" });
  }

  hasTimeToSend(share: number): boolean {
    return this.left * share >= MIN_TIME_TO_SEND_MS;
  }

  /** Throws if too little time is left for a response to a registration: its outcome would be unknown for sure. */
  requireTimeToSend(share: number, outcome: Outcome): void {
    if (this.signal.aborted) throw this.createError(outcome);
    if (this.hasTimeToSend(share)) return;
    const { timeout } = this.parent ?? this;
    const message = `Too little of the ${timeout} ms timeout was left to send the registration.`;
    throw new TimeoutError(message, { outcome, timeout, retryable: true });
  }

  /** Removes the timer and the listener. */
  end(): void {
    clearTimeout(this.#timer);
    this.#stopListening();
  }

  #abort(): void {
    this.#controller.abort();
    this.#giveUp(this.signal.reason);
  }
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
