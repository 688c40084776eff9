import { vi } from "vitest";
import type { Attempt, AttemptStore, HamsaClientOptions } from "../../src/index.js";
import { createStore } from "../support/attempts.js";
import { success } from "../support/behaviors.js";
import { createClient } from "../support/clients.js";

export const PENDING: Attempt = { token: "of-another-process", startedAt: "2026-01-15T09:30:00.000Z" };
export const REGISTERED: Attempt = { ...PENDING, token: "confirmed", registered: success.data as never };

export const registers = () => Response.json(success);
export const rejects = (status: number) => () => Response.json({ message: "no" }, { status });
export const loses = (): never => {
  throw new TypeError("fetch failed", { cause: Object.assign(new Error("read"), { code: "ECONNRESET" }) });
};

/** A client of a server that responds so to registrations, and has these numbers in its list. */
export function createWorld(
  post: () => Response | Promise<Response>,
  attempts: AttemptStore,
  items: readonly object[] = [],
  options: HamsaClientOptions = {},
) {
  const posts: string[] = [];
  const fetch = async (_: unknown, init?: RequestInit) => {
    if (init?.method !== "POST") return Response.json({ ...success, data: items });
    posts.push(String(init.body));
    return post();
  };
  return { hamsa: createClient("https://api.example.com", { fetch, attempts, maxRetries: 0, ...options }), posts };
}

export async function advanceUntilSettled<T>(call: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(60_000);
  return call;
}

/** A store that works, except where a call is replaced. */
export function createFaultyStore(
  fault: (
    change: Parameters<AttemptStore["compareAndSet"]>,
    nth: number,
    apply: () => Promise<Attempt | undefined>,
  ) => unknown,
) {
  const store = createStore();
  let calls = 0;
  const compareAndSet = async (...change: Parameters<AttemptStore["compareAndSet"]>) =>
    (await fault(change, ++calls, () => store.compareAndSet(...change))) as Attempt | undefined;
  return { records: store.records, compareAndSet };
}
