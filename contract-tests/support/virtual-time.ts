import { afterEach, beforeEach, vi } from "vitest";

/** Runs a file's tests in virtual time. Sockets keep real time: only the waits of client and servers are virtual. */
export function useVirtualTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"] });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });
}

/** A call's result, and how long it took in virtual ms. */
export async function measureTime<T>(call: Promise<T>): Promise<{ result: T; ms: number }> {
  const start = performance.now();
  const settled = call.then((result) => ({ result, ms: performance.now() - start }));
  await vi.advanceTimersByTimeAsync(60_000);
  return settled;
}
