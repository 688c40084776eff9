import { describe, expect, test, vi } from "vitest";
import { RateLimitError, TimeoutError } from "../../src/index.js";
import * as server from "../support/behaviors.js";
import { catchError, catchRegistrationError, createClient } from "../support/clients.js";
import { type Behavior, startHostileServer } from "../support/hostile-server.js";
import { syntheticParams } from "../support/params.js";
import { measureTime, useVirtualTime } from "../support/virtual-time.js";

const URL = "https://api.example.com";

useVirtualTime();

describe("the timeout", () => {
  const SLOW: readonly (readonly [string, Behavior])[] = [
    ["never responds", server.hangs],
    ["stalls within the body", server.stallsWithin()],
    ["drips one byte a second", server.drips],
  ];

  test.for(SLOW)("ends a call to a server that %s", async ([, behaves]) => {
    await using hostile = await startHostileServer(behaves);
    const start = performance.now();
    const call = catchRegistrationError(hostile.url).then((error) => ({ error, ms: performance.now() - start }));
    await hostile.received(1);
    await vi.advanceTimersByTimeAsync(30_000);
    const { error, ms } = await call;
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ timeout: 30_000, outcome: "unknown" });
    expect(ms).toBe(30_000);
    expect(hostile.requests).toHaveLength(1);
  });

  test("ends a call whose fetch ignores its signal", async () => {
    const { result, ms } = await measureTime(
      catchRegistrationError(URL, { fetch: () => new Promise(() => {}), timeout: 70 }),
    );
    expect(result).toMatchObject({ name: "TimeoutError", outcome: "unknown" });
    expect(ms).toBe(70);
  });

  test("ends a call whose key function never resolves, before anything is sent", async () => {
    const { result, ms } = await measureTime(
      catchRegistrationError(URL, { apiKey: () => new Promise(() => {}), timeout: 70 }),
    );
    expect(result).toMatchObject({ name: "TimeoutError", outcome: "not-sent" });
    expect(ms).toBe(70);
  });

  test.for([1, 3, 9])("of %i ms is too short to send a registration, so nothing is sent", async (timeout) => {
    const fetch = vi.fn(async () => Response.json(server.success));
    const hamsa = createClient(URL, { fetch });
    const calls = [
      () => hamsa.addTwilioNumber(syntheticParams, { timeout }),
      () => hamsa.ensureTwilioNumber(syntheticParams, { timeout, lookFirst: false }),
    ];
    for (const call of calls) {
      const { result } = await measureTime(catchError(call()));
      expect(result).toMatchObject({ name: "TimeoutError", timeout, outcome: "not-sent", retryable: true });
    }
    expect(fetch).not.toHaveBeenCalled();
    // Nor was anything recorded.
    await expect(hamsa.ensureTwilioNumber(syntheticParams, { lookFirst: false })).resolves.toHaveProperty(
      "created",
      true,
    );
  });

  test("that the list has used up is named, though a part of it was for the registration", async () => {
    const fetch = async (_: unknown, init?: RequestInit) => {
      if (init?.method === "POST") return new Promise<Response>(() => {});
      await new Promise((resolve) => setTimeout(resolve, 80));
      return Response.json({ ...server.success, data: [] });
    };
    const { result } = await measureTime(
      catchError(createClient(URL, { fetch, timeout: 100 }).ensureTwilioNumber(syntheticParams)),
    );
    expect(result).toMatchObject({ name: "TimeoutError", timeout: 100, outcome: "unknown" });
  });

  test("leaves a quarter for the list, if a registration gets no response", async () => {
    const reads: number[] = [];
    const fetch = async (_: unknown, init?: RequestInit) => {
      if (init?.method === "POST") return new Promise<Response>(() => {});
      reads.push(performance.now());
      return Response.json({ ...server.success, data: [] });
    };
    const start = performance.now();
    const call = catchError(createClient(URL, { fetch, timeout: 10_000 }).ensureTwilioNumber(syntheticParams));
    const { result, ms } = await measureTime(call);
    expect(result).toMatchObject({ name: "TimeoutError", timeout: 10_000, outcome: "unknown" });
    expect((reads[1] ?? 0) - start).toBeCloseTo(7_500, -1);
    // The last check of the list would come after the deadline, so it is not waited for.
    expect(ms).toBeLessThan(10_000);
  });

  test("of a call overrides the client's", async () => {
    const hamsa = createClient(URL, { fetch: () => new Promise(() => {}), timeout: 70 });
    const { ms } = await measureTime(catchError(hamsa.addTwilioNumber(syntheticParams, { timeout: 20 })));
    expect(ms).toBe(20);
  });
});

test.for([
  ["succeeds", async () => Response.json(server.success)],
  ["is rejected", async () => Response.json({ message: "no" }, { status: 400 })],
  ["fails", () => Promise.reject(new TypeError("fetch failed"))],
] as const)("a call that %s leaves no timer behind", async ([, fetch]) => {
  await createClient(URL, { fetch })
    .addTwilioNumber(syntheticParams)
    .catch(() => {});
  expect(vi.getTimerCount()).toBe(0);
});

describe("Retry-After", () => {
  const NOW = Date.parse("2026-01-15T09:30:00Z");

  /** A client of a server that responds once with Retry-After, and then succeeds. */
  const createClientAskedToWait = (retryAfter: string, timeout = 30_000) => {
    vi.setSystemTime(NOW);
    const fetch = vi
      .fn(async () => Response.json(server.success))
      .mockResolvedValueOnce(new Response(null, { status: 429, headers: { "retry-after": retryAfter } }));
    return { hamsa: createClient(URL, { fetch, timeout }), fetch };
  };

  test.for([
    ["2", 2_000],
    ["Thu, 15 Jan 2026 09:30:03 GMT", 3_000],
    ["Thursday, 15-Jan-26 09:30:03 GMT", 3_000],
  ] as const)("of %j is waited for", async ([retryAfter, ms]) => {
    const { hamsa, fetch } = createClientAskedToWait(retryAfter);
    const call = await measureTime(hamsa.addTwilioNumber(syntheticParams));
    expect(call).toEqual({ result: server.success.data, ms });
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  test.for(["0", "Thu, 15 Jan 2026 09:29:00 GMT"])(
    "of %j is shorter than the back-off, which applies",
    async (retryAfter) => {
      vi.spyOn(Math, "random").mockReturnValue(0.5);
      const { hamsa } = createClientAskedToWait(retryAfter);
      expect((await measureTime(hamsa.addTwilioNumber(syntheticParams))).ms).toBe(250);
    },
  );

  test("of 0 does not turn 100 retries into a flood", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const fetch = vi.fn(async () => new Response(null, { status: 429, headers: { "retry-after": "0" } }));
    await measureTime(catchRegistrationError(URL, { fetch, maxRetries: 100 }));
    expect(fetch.mock.calls.length).toBeLessThan(15);
  });

  test.for(["soon", "-5", "1.5", "1e3", "", "NaN", "after Thu, 15 Jan 2026 09:30:03 GMT"])(
    "of %j is invalid, so the back-off applies",
    async (retryAfter) => {
      vi.spyOn(Math, "random").mockReturnValue(0.5);
      const { hamsa } = createClientAskedToWait(retryAfter);
      expect((await measureTime(hamsa.addTwilioNumber(syntheticParams))).ms).toBe(250);
    },
  );

  test.for([
    ["3600", 3_600_000],
    ["30", 30_000],
    ["Thu, 15 Jan 2026 10:30:00 GMT", 3_600_000],
    ["99999999999999999999", 1e23],
  ] as const)("of %j, beyond the time left, fails at once with that time", async ([retryAfter, retryAfterMs]) => {
    const { hamsa, fetch } = createClientAskedToWait(retryAfter);
    const { result, ms } = await measureTime(catchError(hamsa.addTwilioNumber(syntheticParams)));
    expect(result).toBeInstanceOf(RateLimitError);
    expect(result).toMatchObject({ outcome: "rejected", retryAfterMs });
    expect(ms).toBe(0);
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});

describe("the back-off", () => {
  test("doubles with each retry, at full jitter", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const fetch = vi.fn(async () => new Response(null, { status: 429 }));
    const { ms } = await measureTime(catchRegistrationError(URL, { fetch, maxRetries: 6 }));
    expect(ms).toBe(500 + 1_000 + 2_000 + 4_000 + 8_000 + 8_000);
    expect(fetch).toHaveBeenCalledTimes(7);
  });

  test("that would exceed the deadline is not started", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const fetch = vi.fn(async () => new Response(null, { status: 429 }));
    const { result, ms } = await measureTime(catchRegistrationError(URL, { fetch, timeout: 1_400 }));
    expect(result).toBeInstanceOf(RateLimitError);
    expect(ms).toBe(500);
  });

  test("after a 429 and a refused connection leaves the number rejected", async () => {
    const refused = Object.assign(new Error("refused"), { code: "ECONNREFUSED", syscall: "connect" });
    const fetch = vi
      .fn<typeof globalThis.fetch>(() => Promise.reject(new TypeError("fetch failed", { cause: refused })))
      .mockResolvedValueOnce(new Response(null, { status: 429 }));
    const { result } = await measureTime(catchRegistrationError(URL, { fetch }));
    expect(result).toMatchObject({ name: "ConnectionError", outcome: "rejected", retryable: true });
    expect(fetch).toHaveBeenCalledTimes(3);
  });

  test("after a 429 and a key function that throws leaves the number rejected", async () => {
    let keys = 0;
    const apiKey = () => (keys++ === 0 ? "an-api-key" : Promise.reject(new Error("vault is sealed")));
    const fetch = async () => new Response(null, { status: 429 });
    const { result } = await measureTime(catchRegistrationError(URL, { fetch, apiKey }));
    expect(result).toMatchObject({ name: "InvalidParamsError", outcome: "rejected", retryable: true });
  });

  test("fetches the key for each attempt", async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => new Response(null, { status: 429 }));
    let rotation = 0;
    await measureTime(catchRegistrationError(URL, { fetch, apiKey: async () => `key-${++rotation}` }));
    const keys = fetch.mock.calls.map(([input, init]) => new Request(input, init).headers.get("authorization"));
    expect(keys).toEqual(["Token key-1", "Token key-2", "Token key-3"]);
  });
});
