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

/** A client of a server that responds like this to registrations and for its list, and a record of what it sent. */
export function createWorld(
  post: () => Response | Promise<Response>,
  attempts: AttemptStore,
  list: readonly object[] | (() => Response) = [],
  options: HamsaClientOptions = {},
) {
  const posts: string[] = [];
  const methods: string[] = [];
  const fetch = async (_: unknown, init?: RequestInit) => {
    methods.push(String(init?.method));
    if (init?.method !== "POST") return typeof list === "function" ? list() : Response.json({ ...success, data: list });
    posts.push(String(init.body));
    return post();
  };
  const hamsa = createClient("https://api.example.com", { fetch, attempts, maxRetries: 0, ...options });
  return { hamsa, posts, methods };
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
