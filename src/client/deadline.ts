import { AbortError, type HamsaError, type Outcome, TimeoutError } from "./errors.js";

/** The time limit of one call, which includes connecting, waiting, retries and the body, and the caller's signal. */
export class Deadline {
  /** Aborts when the time is up or the caller aborts. */
  readonly signal: AbortSignal;
  readonly #controller = new AbortController();
  readonly #end: number;
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #stopListening: () => void;
  #giveUp: (reason: unknown) => void = () => {};
  #timedOut = false;

  constructor(
    readonly timeout: number,
    callerSignal: AbortSignal | undefined,
  ) {
    this.signal = this.#controller.signal;
    this.#end = performance.now() + timeout;
    this.#timer = setTimeout(() => {
      this.#timedOut = true;
      this.#abort();
    }, timeout);
    this.#stopListening = onAbort(callerSignal, () => this.#abort());
  }

  /** Whether the caller aborted the call. */
  get isAborted(): boolean {
    return this.signal.aborted && !this.#timedOut;
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
    if (!this.#timedOut) return new AbortError("The call was aborted through its signal.", { outcome });
    const { timeout } = this;
    return new TimeoutError(`The call took longer than its timeout of ${timeout} ms.`, { outcome, timeout });
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
