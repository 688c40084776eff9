import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { HamsaError } from "../../src/index.js";
import { success } from "../support/behaviors.js";
import { catchError, catchRegistrationError, createClient } from "../support/clients.js";
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
    { numRuns: 500 },
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

test.for([
  ["Node's", () => Readable.from(chunks(2 ** 20))],
  ["node-fetch's", () => Readable.from(chunks(2 ** 20)).pipe(new PassThrough())],
] as const)("a body that is a stream of %s kind is read up to the limit", async ([, createBody]) => {
  const body = createBody();
  let read = 0;
  body.on("data", (chunk: Buffer) => (read += chunk.length)).pause();
  const fetch = async () => ({ status: 200, headers: new Headers(), body, arrayBuffer: () => buffer(body) }) as never;
  const call = catchRegistrationError(URL, { fetch });
  await vi.advanceTimersByTimeAsync(0);
  expect(await call).toMatchObject({ code: "RESPONSE_TOO_LARGE", outcome: "unknown" });
  expect(read).toBeLessThan(3 * 2 ** 20);
  expect(body.destroyed).toBe(true);
});

function* chunks(size: number): Generator<Buffer> {
  for (let count = 0; count < 300; count++) yield Buffer.alloc(size);
}

test("a fetch that must not be called as a method of another object is called without this", async () => {
  let receiver: unknown = "none";
  const fetch = async function (this: unknown) {
    receiver = this;
    return Response.json(success);
  };
  await createClient(URL, { fetch }).addTwilioNumber(syntheticParams);
  expect(receiver).toBeUndefined();
});

test.for(["GET", "POST"])("a response that can never be read is requested once: %s", async (method) => {
  const fetch = vi.fn(async () => "not a response" as never);
  const hamsa = createClient(URL, { fetch });
  const call = method === "GET" ? hamsa.findPhoneNumber("+14155550123") : hamsa.addTwilioNumber(syntheticParams);
  expect(await catchError(call)).toMatchObject({ name: "ConnectionError", retryable: false });
  expect(fetch).toHaveBeenCalledOnce();
});

test("a response without web streams, as older fetches give, is read", async () => {
  const bytes = new TextEncoder().encode(JSON.stringify(success));
  const fetch = async () => ({ status: 200, headers: new Headers(), arrayBuffer: async () => bytes.buffer }) as never;
  await expect(createClient(URL, { fetch }).addTwilioNumber(syntheticParams)).resolves.toEqual(success.data);
});
