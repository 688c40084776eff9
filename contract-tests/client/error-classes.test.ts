import { describe, expect, test, vi } from "vitest";
import { ApiError, AuthenticationError, HamsaError, TimeoutError } from "../../src/index.js";
import { success } from "../support/behaviors.js";
import { catchError, createClient } from "../support/clients.js";
import { syntheticParams } from "../support/params.js";
import { measureTime, useVirtualTime } from "../support/virtual-time.js";

const URL = "https://api.example.com";

useVirtualTime();

describe("instanceof", () => {
  test("is true for an error of another version of this package, which has the same marks", () => {
    const foreign = new Error("from another copy");
    for (const name of ["HamsaError", "ApiError"])
      Object.defineProperty(foreign, Symbol.for(`hamsa-twilio ${name}`), { value: true });
    const classes = [HamsaError, ApiError, AuthenticationError, TimeoutError, TypeError];
    expect(classes.filter((each) => foreign instanceof each)).toEqual([HamsaError, ApiError]);
  });

  test("tells a program's own subclass from its base", () => {
    class QuotaError extends ApiError {}
    const quota = new QuotaError("The quota is used up.", { outcome: "rejected" });
    const other = new ApiError("The number is taken.", { outcome: "rejected" });
    expect([quota, other].map((error) => error instanceof QuotaError)).toEqual([true, false]);
    expect([quota, other].map((error) => error instanceof ApiError)).toEqual([true, true]);
  });

  test.for([null, undefined, 7, "ApiError", {}, new Error("ApiError")])("is false for %s", (value) => {
    expect(value instanceof HamsaError).toBe(false);
  });
});

describe("the error of ensureTwilioNumber", () => {
  const lists = () => Response.json({ ...success, data: [] });

  test("says nothing about checks of the list if an abort prevented them", async () => {
    const controller = new AbortController();
    const fetch = async (_: unknown, init?: RequestInit) => {
      if (init?.method !== "POST") return lists();
      controller.abort();
      return new Promise<Response>(() => {});
    };
    const { signal } = controller;
    const call = createClient(URL, { fetch }).ensureTwilioNumber(syntheticParams, { signal });
    const { result } = await measureTime(catchError(call));
    expect(result.message).toBe(
      "The call was aborted through its signal. The number may have been registered. Check the list before you retry.",
    );
  });

  test("has no cause if nothing else failed", async () => {
    const fetch = async (_: unknown, init?: RequestInit) =>
      init?.method === "POST" ? new Response(null, { status: 500 }) : lists();
    const call = createClient(URL, { fetch }).ensureTwilioNumber(syntheticParams);
    const { result } = await measureTime(catchError(call));
    expect(result).toMatchObject({ name: "ApiError", status: 500, lookups: 5 });
    expect(result).not.toHaveProperty("cause");
  });

  test("has the failure of the store as its cause, as any error has one", async () => {
    const compareAndSet = vi.fn(async (_: string, expected: unknown, next: unknown) => {
      if (expected !== undefined) throw new Error("connection lost");
      return next as never;
    });
    const fetch = async (_: unknown, init?: RequestInit) =>
      init?.method === "POST" ? Response.json({ message: "taken" }, { status: 400 }) : lists();
    const hamsa = createClient(URL, { fetch, attempts: { compareAndSet } });
    const { result } = await measureTime(catchError(hamsa.ensureTwilioNumber(syntheticParams)));
    expect(result).toMatchObject({ name: "ApiError", cause: { name: "AttemptStoreError" } });
    const { cause } = result;
    expect(Object.getOwnPropertyDescriptor(result, "cause")).toEqual(
      Object.getOwnPropertyDescriptor(new Error("any", { cause }), "cause"),
    );
    expect(JSON.stringify(result)).not.toContain("cause");
  });
});
