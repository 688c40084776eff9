import { afterEach, beforeEach, vi } from "vitest";

/** Lets a file's tests run in virtual time. Sockets keep real time: only what client and servers wait for is virtual. */
export function useVirtualTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"] });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });
}

/** What a call comes to, and how long it took in virtual ms. */
export async function timed<T>(call: Promise<T>): Promise<{ result: T; ms: number }> {
  const start = performance.now();
  const settled = call.then((result) => ({ result, ms: performance.now() - start }));
  await vi.advanceTimersByTimeAsync(60_000);
  return settled;
}
