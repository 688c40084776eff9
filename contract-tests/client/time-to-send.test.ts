import { describe, expect, test, vi } from "vitest";
import type { HamsaClientOptions } from "../../src/index.js";
import { success } from "../support/behaviors.js";
import { catchError, createClient } from "../support/clients.js";
import { createListServer, createNumbers } from "../support/list-server.js";
import { syntheticParams } from "../support/params.js";
import { measureTime, useVirtualTime } from "../support/virtual-time.js";

useVirtualTime();

/** A client of a server that registers the number, and how many requests it got. */
function createRegistrar(options: HamsaClientOptions = {}) {
  const fetch = vi.fn(async () => Response.json(success));
  return { hamsa: createClient("https://api.example.com", { fetch, ...options }), fetch };
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("a registration is not sent if its response could hardly arrive in time:", () => {
  const expectUnsent = async (call: Promise<unknown>, timeout: number) => {
    const { result } = await measureTime(catchError(call));
    expect(result.message).toBe(
      `Too little of the ${timeout} ms timeout was left to send the registration. Nothing was sent.`,
    );
    expect(result).toMatchObject({ name: "TimeoutError", timeout, outcome: "not-sent", retryable: true });
  };

  test("with addTwilioNumber, less than 10 ms are left", async () => {
    const { hamsa, fetch } = createRegistrar();
    await expectUnsent(hamsa.addTwilioNumber(syntheticParams, { timeout: 9 }), 9);
    expect(fetch).not.toHaveBeenCalled();
    await expect(hamsa.addTwilioNumber(syntheticParams, { timeout: 10 })).resolves.toEqual(success.data);
  });

  test("with ensureTwilioNumber, three quarters of the time left are less than 10 ms", async () => {
    const { hamsa, fetch } = createRegistrar();
    await expectUnsent(hamsa.ensureTwilioNumber(syntheticParams, { timeout: 13, lookFirst: false }), 13);
    expect(fetch).not.toHaveBeenCalled();
    const call = hamsa.ensureTwilioNumber(syntheticParams, { timeout: 14, lookFirst: false });
    expect(await call).toMatchObject({ created: true });
  });

  test("the function for the key takes most of the time", async () => {
    const apiKey = () => wait(65).then(() => "an-api-key");
    const { hamsa, fetch } = createRegistrar({ apiKey, timeout: 70 });
    await expectUnsent(hamsa.addTwilioNumber(syntheticParams), 70);
    expect(fetch).not.toHaveBeenCalled();
  });
});

test("a read is sent however little time is left, because it changes nothing", async () => {
  const { hamsa } = createListServer(() => createNumbers(1));
  expect(await hamsa.findPhoneNumber("+14155551000", { timeout: 1 })).toMatchObject({ number: "+14155551000" });
});

test.for([
  ["before it was sent", { apiKey: () => new Promise<string>(() => {}) }, "Nothing was sent.", true],
  [
    "after it was sent",
    { fetch: () => new Promise<Response>(() => {}) },
    "The number may have been registered. Check the list before you retry.",
    false,
  ],
] as const)("a registration that times out %s says so", async ([, options, then, retryable]) => {
  const { hamsa } = createRegistrar(options);
  const { result } = await measureTime(catchError(hamsa.addTwilioNumber(syntheticParams, { timeout: 70 })));
  expect(result.message).toBe(`The call took longer than its timeout of 70 ms. ${then}`);
  expect(result).toMatchObject({ name: "TimeoutError", timeout: 70, retryable });
});
