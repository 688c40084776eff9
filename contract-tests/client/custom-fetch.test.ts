import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { HamsaError } from "../../src/index.js";
import { success } from "../support/behaviors.js";
import { catchRegistrationError, createClient } from "../support/clients.js";
import { syntheticParams } from "../support/params.js";

const URL = "https://api.example.com";
const unhandled = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  process.on("unhandledRejection", unhandled);
});
afterEach(() => {
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  vi.useRealTimers();
});

const throwing = (): never => {
  throw new Error("a getter threw");
};
/** Once a response has arrived, an error of its body can't mean that nothing was sent. */
const refusing = (): never => {
  throw Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
};
const trap = new Proxy({}, { get: throwing, has: throwing, ownKeys: throwing });

/** Values that are not a Response, though some resemble one. */
const NO_RESPONSE: Readonly<Record<string, unknown>> = {
  null: null,
  undefined: undefined,
  "an empty object": {},
  "an empty list": [],
  "an empty string": "",
  "a number": 200,
  "a symbol": Symbol("response"),
  "a function that throws": throwing,
  "a status without headers": { status: 200 },
  "a status that is a string": { status: "200", headers: new Headers() },
  "headers that are not headers": { status: 200, headers: {} },
};

/** Values with a response's head, and a body that can't be read. */
const BROKEN_RESPONSES: readonly unknown[] = [
  trap,
  { status: 200, headers: new Headers(), body: { getReader: refusing } },
  { status: 200, headers: new Headers(), body: { getReader: () => ({ read: throwing, cancel: throwing }) } },
  { status: 200, headers: new Headers(), arrayBuffer: throwing },
  { status: 200, headers: new Headers(), body: null },
  { status: 302, headers: { get: () => "https://elsewhere.example" }, body: { cancel: throwing } },
  Object.defineProperty({ status: 302, headers: new Headers() }, "body", { get: throwing }),
  new Response(new ReadableStream({ start: (stream) => stream.error(null) })),
  new Response(new ReadableStream({ start: (stream) => stream.enqueue("text, not bytes") })),
];

/** In functions, because fast-check reads the values that it holds. */
const anything: fc.Arbitrary<() => unknown> = fc.oneof(
  fc.constantFrom(...[...Object.values(NO_RESPONSE), ...BROKEN_RESPONSES].map((value) => () => value)),
  fc.anything({ withNullPrototype: true, withMap: true }).map((value) => () => value),
);

/** Everything that a `fetch` may do with a value, except respond properly. */
const DEEDS: readonly ((value: unknown) => unknown)[] = [
  (value) => Promise.reject(value),
  (value) => Promise.resolve(value),
  (value) => value,
  (value) => {
    throw value;
  },
  (value) => new Promise((resolve) => setTimeout(() => resolve(value), 60_000)),
  (value) => new Promise((_, reject) => setTimeout(() => reject(value), 60_000)),
  twice,
  () => new Promise(() => {}),
];

/** A thenable that violates every rule of promises. */
function twice(value: unknown): PromiseLike<unknown> {
  return {
    // biome-ignore lint/suspicious/noThenProperty: that is the point
    then(resolve: ((value: unknown) => never) | null | undefined, reject) {
      reject?.(value);
      resolve?.(value);
      throw value;
    },
  } as PromiseLike<unknown>;
}

test("whatever `fetch` throws, returns or never does, only the error family comes out", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...DEEDS), anything, async (deed, value) => {
      const fetch = () => deed(value());
      const call = catchRegistrationError(URL, { fetch: fetch as never, maxRetries: 0 });
      await vi.advanceTimersByTimeAsync(120_000);
      const error = await call;
      expect(error).toBeInstanceOf(HamsaError);
      expect(error.message).toContain(error.outcome === "unknown" ? "may have been registered" : "");
    }),
    { numRuns: 1_000 },
  );
});

test.for(Object.keys(NO_RESPONSE))(
  "a fetch that resolves with %s, which is not a Response, leaves the outcome unknown",
  async (name) => {
    const error = await catchRegistrationError(URL, { fetch: async () => NO_RESPONSE[name] as Response });
    expect(error).toMatchObject({ name: "ConnectionError", outcome: "unknown" });
    expect(error.message).toContain("did not resolve with a Response");
  },
);

test("a response without web streams, as older fetches give, is read", async () => {
  const bytes = new TextEncoder().encode(JSON.stringify(success));
  const fetch = async () => ({ status: 200, headers: new Headers(), arrayBuffer: async () => bytes.buffer }) as never;
  await expect(createClient(URL, { fetch }).addTwilioNumber(syntheticParams)).resolves.toEqual(success.data);
});
