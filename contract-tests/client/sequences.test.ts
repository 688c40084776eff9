import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { HamsaError } from "../../src/index.js";
import { success } from "../support/behaviors.js";
import { createClient } from "../support/clients.js";
import { inspectDeeply } from "../support/observable.js";
import { syntheticParams } from "../support/params.js";

const KEY = "canary-key-of-sequences";
const TOKEN = "canary-token-of-sequences";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** How a server handles one request, and whether the number may be registered afterwards. */
interface Step {
  readonly name: string;
  readonly mayHaveApplied: boolean;
  readonly delay: number;
  answer(): Promise<Response> | Response;
}

const echo = JSON.stringify({ message: `${KEY} ${TOKEN}`, token: TOKEN });
const fails =
  (code: string, syscall = "read") =>
  () =>
    Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error(TOKEN), { code, syscall }) }));
const responds =
  (status: number, headers = {}) =>
  () =>
    new Response(status === 204 ? null : echo, { status, headers });
const stalls = () =>
  new Response(new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode("{")) }));

const step = fc.record({ delay: fc.integer({ min: 0, max: 3_000 }) }).chain(({ delay }) =>
  fc.oneof(
    fc
      .constantFrom("ECONNREFUSED", "ENOTFOUND")
      .map((code) => ({ name: code, mayHaveApplied: false, delay, answer: fails(code, "connect") })),
    fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }).map((seconds) => ({
      name: `429 Retry-After: ${seconds}`,
      mayHaveApplied: false,
      delay,
      answer: responds(429, seconds === undefined ? {} : { "retry-after": String(seconds) }),
    })),
    fc.constantFrom(200, 204, 303, 307, 400, 401, 408, 409, 500, 503).map((status) => ({
      name: String(status),
      mayHaveApplied: true,
      delay,
      answer: responds(status),
    })),
    fc.constantFrom(
      { name: "reset", mayHaveApplied: true, delay, answer: fails("ECONNRESET") },
      { name: "stall", mayHaveApplied: true, delay, answer: stalls },
      { name: "hang", mayHaveApplied: true, delay, answer: () => new Promise<Response>(() => {}) },
      { name: "success", mayHaveApplied: true, delay, answer: () => Response.json(success) },
    ),
  ),
);

test("after any sequence of responses: no request follows one that may have been applied, the timeout holds, and no secret leaks", async () => {
  const sequences = fc.array(step, { minLength: 1, maxLength: 6 });
  const limits = fc.record({
    timeout: fc.integer({ min: 1, max: 20_000 }),
    maxRetries: fc.integer({ min: 0, max: 8 }),
  });
  await fc.assert(
    fc.asyncProperty(sequences, limits, async (steps: readonly Step[], { timeout, maxRetries }) => {
      const asked: Step[] = [];
      const fetch = async () => {
        const next = steps[Math.min(asked.length, steps.length - 1)] as Step;
        asked.push(next);
        await new Promise((resolve) => setTimeout(resolve, next.delay));
        return next.answer();
      };
      const hamsa = createClient("https://api.example.com", { apiKey: KEY, fetch, timeout, maxRetries });
      const start = performance.now();
      const call = hamsa
        .addTwilioNumber({ ...syntheticParams, twilioAuthToken: TOKEN })
        .then((result): { result: unknown; ms: number } => ({ result, ms: performance.now() - start }))
        .catch((result: unknown) => ({ result, ms: performance.now() - start }));
      await vi.advanceTimersByTimeAsync(60_000);
      const { result, ms } = await call;

      expect(asked.slice(0, -1).filter(({ mayHaveApplied }) => mayHaveApplied)).toEqual([]);
      expect(asked.length).toBeLessThanOrEqual(maxRetries + 1);
      expect(ms).toBeLessThanOrEqual(timeout + 50);
      if (!(result instanceof HamsaError)) {
        expect(result).toEqual(success.data);
        return;
      }
      const text = inspectDeeply(result);
      expect(text).not.toContain(KEY);
      expect(text).not.toContain(TOKEN);
      if (asked.at(-1)?.mayHaveApplied && result.status === undefined) expect(result.outcome).toBe("unknown");
    }),
    { numRuns: 300 },
  );
});
