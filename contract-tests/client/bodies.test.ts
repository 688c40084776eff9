import { describe, expect, test, vi } from "vitest";
import { success } from "../support/behaviors.js";
import { catchRegistrationError, createClient } from "../support/clients.js";
import { syntheticParams } from "../support/params.js";

const URL = "https://api.example.com";
const ENDPOINT = `${URL}/v1/voice-agents/twilio/phone-number`;
const BYTES = new TextEncoder().encode(JSON.stringify(success));
/** Of unequal sizes, so that no two can change places. */
const CHUNKS = [BYTES.subarray(0, 7), BYTES.subarray(7, 60), BYTES.subarray(60)];

/** A `fetch` whose responses have what is given, and no more. */
const respondsWith =
  (facts: object, status = 200) =>
  async () =>
    ({ status, headers: new Headers(), ...facts }) as never;

function createStream(chunks: readonly unknown[]): ReadableStream {
  const left = [...chunks];
  return new ReadableStream({
    pull: (stream) => (left.length > 0 ? stream.enqueue(left.shift()) : stream.close()),
  });
}

/** A web stream as older browsers have it, which can't be iterated, and how often it was cancelled. */
function createReader(chunks: readonly unknown[]) {
  const left = [...chunks];
  const cancel = vi.fn();
  const read = async () => (left.length > 0 ? { done: false, value: left.shift() } : { done: true });
  return { body: { getReader: () => ({ read, cancel }) }, cancel };
}

/** A body that can be iterated and nothing else, and how often it was ended early. */
function createIterable(chunks: readonly unknown[]) {
  const ended = vi.fn();
  async function* iterate() {
    let isWhole = false;
    try {
      yield* chunks;
      isWhole = true;
    } finally {
      if (!isWhole) ended();
    }
  }
  return { body: { [Symbol.asyncIterator]: iterate }, ended };
}

const register = (fetch: () => Promise<never>, maxResponseBytes = BYTES.length) =>
  createClient(URL, { fetch, maxResponseBytes }).addTwilioNumber(syntheticParams);

const KINDS: readonly (readonly [kind: string, create: () => object])[] = [
  ["a web stream", () => ({ body: new Response(BYTES).body })],
  ["a web stream in several chunks", () => ({ body: createStream(CHUNKS) })],
  ["a stream that can't be iterated", () => createReader(CHUNKS)],
  ["an iterable", () => createIterable(CHUNKS)],
  ["a buffer", () => ({ arrayBuffer: async () => BYTES.buffer })],
];

describe("a body that is", () => {
  test.for(KINDS)("%s is read to its end, if it has as many bytes as are allowed", async ([, create]) => {
    expect(await register(respondsWith(create()))).toEqual(success.data);
  });

  test.for(KINDS)("%s is rejected, if it has one byte more", async ([, create]) => {
    const maxResponseBytes = BYTES.length - 1;
    const error = await catchRegistrationError(URL, { fetch: respondsWith(create()), maxResponseBytes });
    expect(error.message).toBe(
      `POST ${ENDPOINT} responded with 200 and more than maxResponseBytes (${maxResponseBytes} bytes). The number may have been registered. Check the list before you retry.`,
    );
    expect(error).toMatchObject({ code: "RESPONSE_TOO_LARGE", status: 200, outcome: "unknown" });
  });

  test("null is empty, though it can't be read", async () => {
    const error = await catchRegistrationError(URL, { fetch: respondsWith({ body: null }, 401) });
    expect(error.name).toBe("AuthenticationError");
    expect(error.message).toBe(`POST ${ENDPOINT} responded with 401 and an empty body. The number was not registered.`);
  });

  test.for([
    ["text", "text"],
    ["lists", [1, 2]],
    ["nothing", undefined],
  ] as const)("a stream of %s is a broken one, because it is not made of bytes", async ([, chunk]) => {
    const error = await catchRegistrationError(URL, { fetch: respondsWith(createReader([chunk])) });
    expect(error.message).toBe(
      `POST ${ENDPOINT} responded with 200, but lost the connection within the body (the body is not made of bytes). The number may have been registered. Check the list before you retry.`,
    );
  });
});

describe("a body is cancelled", () => {
  test("if it is too large, so that the rest is not transferred", async () => {
    const { body, cancel } = createReader(CHUNKS);
    await catchRegistrationError(URL, { fetch: respondsWith({ body }), maxResponseBytes: 10 });
    expect(cancel).toHaveBeenCalledOnce();
  });

  test("if it is too large and can only be iterated", async () => {
    const { body, ended } = createIterable(CHUNKS);
    await catchRegistrationError(URL, { fetch: respondsWith({ body }), maxResponseBytes: 10 });
    expect(ended).toHaveBeenCalledOnce();
  });

  test("if it is the body of a redirect, which is not read", async () => {
    const cancel = vi.fn();
    const body = new ReadableStream({ cancel });
    await catchRegistrationError(URL, { fetch: respondsWith({ body }, 307) });
    expect(cancel).toHaveBeenCalledOnce();
  });

  test("but not if it was read to its end", async () => {
    const { body, cancel } = createReader(CHUNKS);
    await register(respondsWith({ body }));
    expect(cancel).not.toHaveBeenCalled();
  });
});
