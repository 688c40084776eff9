import { getEventListeners } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { AbortError } from "../../src/index.js";
import { success } from "../support/behaviors.js";
import { catchError, createClient } from "../support/clients.js";
import { syntheticParams } from "../support/params.js";
import { measureTime, useVirtualTime } from "../support/virtual-time.js";

const URL = "https://api.example.com";

useVirtualTime();

describe("an abort", () => {
  test.for([
    ["before the call", 0, "not-sent", 0],
    ["during the request", 5, "unknown", 1],
    ["during the back-off", 15, "rejected", 1],
  ] as const)("%s ends it at once", async ([, at, outcome, attempts]) => {
    const controller = new AbortController();
    const fetch = vi.fn(async () => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      return new Response(null, { status: 429, headers: { "retry-after": "20" } });
    });
    if (at === 0) controller.abort();
    else setTimeout(() => controller.abort(), at);
    const call = createClient(URL, { fetch }).addTwilioNumber(syntheticParams, { signal: controller.signal });
    const { result, ms } = await measureTime(catchError(call));
    expect(result).toBeInstanceOf(AbortError);
    expect(result.message).toMatch(/^The call was aborted through its signal\./);
    expect(result.outcome).toBe(outcome);
    expect(ms).toBe(at);
    expect(fetch).toHaveBeenCalledTimes(attempts);
  });

  test("before the call leaves nothing in the store, not even for a moment", async () => {
    const attempts = { compareAndSet: vi.fn() };
    const hamsa = createClient(URL, { attempts });
    const options = { signal: AbortSignal.abort(), lookFirst: false };
    for (const call of [
      hamsa.addTwilioNumber(syntheticParams, { signal: options.signal }),
      hamsa.ensureTwilioNumber(syntheticParams, options),
    ])
      expect(await catchError(call)).toMatchObject({ name: "AbortError", outcome: "not-sent" });
    expect(attempts.compareAndSet).not.toHaveBeenCalled();
  });

  test("after the response was found to be a redirect does not hide it", async () => {
    const controller = new AbortController();
    const body = new ReadableStream({ cancel: () => controller.abort() });
    const fetch = async () => new Response(body, { status: 307, headers: { location: "https://elsewhere.example" } });
    const call = createClient(URL, { fetch }).addTwilioNumber(syntheticParams, { signal: controller.signal });
    expect(await catchError(call)).toMatchObject({ name: "RedirectError", location: "https://elsewhere.example" });
    expect(controller.signal.aborted).toBe(true);
  });

  test("from within the fetch ends it at once", async () => {
    const controller = new AbortController();
    const fetch = async () => {
      controller.abort();
      return new Response(null, { status: 429, headers: { "retry-after": "20" } });
    };
    const call = createClient(URL, { fetch }).addTwilioNumber(syntheticParams, { signal: controller.signal });
    const { result, ms } = await measureTime(catchError(call));
    expect(result).toMatchObject({ name: "AbortError", outcome: "unknown" });
    expect(ms).toBe(0);
  });

  test("has the reason as its cause", async () => {
    const fetch = () => new Promise<Response>(() => {});
    const reasons = [new DOMException("too slow", "TimeoutError"), new Error("stopped"), "stopped", { by: "a person" }];
    for (const reason of reasons) {
      const controller = new AbortController();
      setTimeout(() => controller.abort(reason), 5);
      const call = createClient(URL, { fetch }).addTwilioNumber(syntheticParams, { signal: controller.signal });
      const { result } = await measureTime(catchError(call));
      expect(result).toMatchObject({ name: "AbortError", retryable: false });
      expect(result.cause).toBe(reason);
    }
  });

  /** Nests an error in so many others, each the cause of the next. */
  const nest = (depth: number): Error => new Error("stopped", depth === 0 ? undefined : { cause: nest(depth - 1) });

  test("has the reason as its cause if that has three causes of its own", async () => {
    const reason = nest(3);
    const signal = AbortSignal.abort(reason);
    const error = await catchError(createClient(URL).addTwilioNumber(syntheticParams, { signal }));
    expect(error.cause).toBe(reason);
  });

  test("during the back-off of ensureTwilioNumber has the reason as its cause, too", async () => {
    const reason = new Error("stopped");
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 5);
    const fetch = async () => new Response(null, { status: 429, headers: { "retry-after": "20" } });
    const options = { signal: controller.signal, lookFirst: false };
    const call = createClient(URL, { fetch }).ensureTwilioNumber(syntheticParams, options);
    const { result } = await measureTime(catchError(call));
    expect(result).toMatchObject({ name: "AbortError", outcome: "rejected" });
    expect(result.cause).toBe(reason);
  });

  const TOKEN = syntheticParams.twilioAuthToken;
  const inherit = (name: string) => Object.create(Object.defineProperty({}, name, { get: () => TOKEN }));
  test.for([
    ["a message", new Error(`sent ${TOKEN}`)],
    ["a property", Object.assign(new Error("stopped"), { params: syntheticParams })],
    ["a nested cause", new Error("stopped", { cause: new Error(TOKEN) })],
    ["a string", `an-api-key`],
    ["a map", new Map([["token", TOKEN]])],
    ["a getter", Object.defineProperty({}, "token", { get: () => TOKEN })],
    ["a getter that throws", Object.defineProperty({}, "token", { get: () => expect.fail() })],
    ["more causes than are searched", nest(4)],
    ...["name", "message", "stack", "cause"].map((name) => [`an inherited ${name}`, inherit(name)] as const),
  ] as const)("has no cause if the reason may hold a secret: %s", async ([, reason]) => {
    const signal = AbortSignal.abort(reason);
    const error = await catchError(createClient(URL).addTwilioNumber(syntheticParams, { signal }));
    expect(error.name).toBe("AbortError");
    expect(error).not.toHaveProperty("cause");
  });

  test("during the back-off leaves no timer behind", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 5);
    const fetch = async () => new Response(null, { status: 429, headers: { "retry-after": "20" } });
    const call = catchError(
      createClient(URL, { fetch }).addTwilioNumber(syntheticParams, { signal: controller.signal }),
    );
    await vi.advanceTimersByTimeAsync(5);
    expect(await call).toMatchObject({ outcome: "rejected" });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("through the signal of `http` ends it too", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 5);
    const { http } = createClient(URL, { fetch: () => new Promise(() => {}) });
    const call = http.POST("/v1/voice-agents/twilio/phone-number", {
      body: syntheticParams,
      signal: controller.signal,
    });
    const { result, ms } = await measureTime(catchError(call));
    expect(result).toBeInstanceOf(AbortError);
    expect(ms).toBe(5);
  });

  test("through one signal ends a thousand calls, without a warning, and leaves no listener", async () => {
    const warned = vi.spyOn(process, "emitWarning");
    const controller = new AbortController();
    const { signal } = controller;
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    const hamsa = createClient(URL, { fetch: () => new Promise(() => {}) });
    const calls = Array.from({ length: 1_000 }, () => catchError(hamsa.addTwilioNumber(syntheticParams, { signal })));
    setTimeout(() => controller.abort(), 5);
    const { result } = await measureTime(Promise.all(calls));
    expect(new Set(result.map(({ name }) => name))).toEqual(new Set(["AbortError"]));
    expect(warned).not.toHaveBeenCalled();
    expect(added).toHaveBeenCalledOnce();
    expect(removed).toHaveBeenCalledOnce();
  });

  test("leaves no listener on a signal that outlives the call", async () => {
    const { signal } = new AbortController();
    const during: number[] = [];
    const fetch = async () => {
      during.push(getEventListeners(signal, "abort").length);
      return Response.json(success);
    };
    await createClient(URL, { fetch }).addTwilioNumber(syntheticParams, { signal });
    expect(during).toEqual([1]);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});
