import { AbortedError, type HamsaError, type Outcome, TimeoutError } from "./errors.js";

/** The one time limit of a call, over connecting, waiting, retries and the body, and the caller's signal. */
export class Deadline {
  /** Aborts whatever the call waits for, once the time is up or the caller aborts. */
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

  /** Whether it was the caller who ended it. */
  get isAborted(): boolean {
    return this.signal.aborted && !this.#timedOut;
  }

  /** The ms that are left. */
  get left(): number {
    return this.#end - performance.now();
  }

  /** Waits for the work, but no longer than the call may take: not every `fetch` heeds its signal. */
  within<T>(work: T | PromiseLike<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      Promise.resolve(work).then(resolve, reject);
      this.#giveUp = reject;
      if (this.signal.aborted) reject(this.signal.reason);
    });
  }

  /** Waits, but no longer than the call may take. */
  async sleep(ms: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      await this.within(new Promise<void>((resolve) => (timer = setTimeout(resolve, ms))));
    } finally {
      clearTimeout(timer);
    }
  }

  /** The error that says why the call was cut short. */
  error(outcome: Outcome): HamsaError {
    if (!this.#timedOut) return new AbortedError("The call was aborted by its signal.", { outcome });
    const { timeout } = this;
    return new TimeoutError(`The call took longer than its timeout of ${timeout} ms.`, { outcome, timeout });
  }

  /** Leaves no timer and no listener behind. */
  end(): void {
    clearTimeout(this.#timer);
    this.#stopListening();
  }

  #abort(): void {
    this.#controller.abort();
    this.#giveUp(this.signal.reason);
  }
}

/** For each signal the listeners of all calls that share it, and the one listener that the signal itself has. */
const batches = new WeakMap<AbortSignal, { listeners: Set<() => void>; aborted: () => void }>();

/**
 * Calls the listener when the signal aborts, at once if it has; returns how to stop listening. All
 * calls of a batch share one listener of the signal: Node warns of a leak at the eleventh.
 */
function onAbort(signal: AbortSignal | undefined, listener: () => void): () => void {
  if (signal?.aborted) listener();
  if (signal === undefined || signal.aborted) return () => {};
  const { listeners, aborted } = batches.get(signal) ?? newBatch(signal);
  if (listeners.size === 0) signal.addEventListener("abort", aborted);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) signal.removeEventListener("abort", aborted);
  };
}

function newBatch(signal: AbortSignal) {
  const listeners = new Set<() => void>();
  const batch = { listeners, aborted: () => [...listeners].forEach((listener) => void listener()) };
  batches.set(signal, batch);
  return batch;
}
