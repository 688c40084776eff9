interface Batch {
  readonly listeners: Set<() => void>;
  /** The one listener that the signal itself has. */
  readonly aborted: () => void;
}

const batches = new WeakMap<AbortSignal, Batch>();

/**
 * Calls the listener when the signal aborts, at once if it has; returns how to stop listening. All
 * calls of a batch share one listener of the signal: Node warns of a leak at the eleventh.
 */
export function onAbort(signal: AbortSignal | undefined, listener: () => void): () => void {
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

function newBatch(signal: AbortSignal): Batch {
  const listeners = new Set<() => void>();
  const batch = { listeners, aborted: () => [...listeners].forEach((listener) => void listener()) };
  batches.set(signal, batch);
  return batch;
}
