import { generate } from "selfsigned";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ConnectionError, RateLimitError } from "../../src/index.js";
import * as server from "../support/behaviors.js";
import { responds, success } from "../support/behaviors.js";
import { catchRegistrationError, createClient } from "../support/clients.js";
import { REFUSING_URL, startHostileServer } from "../support/hostile-server.js";
import { syntheticParams } from "../support/params.js";
import { message, ONCE } from "./hostile-rows.js";

beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(0); // no back-off: full jitter may choose not to wait
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("a server that", () => {
  test.for(ONCE)("%s gets one request, and the error says what happened to the number", async (row) => {
    const [, behaves, error, outcome, says] = row;
    await using hostile = await startHostileServer(behaves);
    const thrown = await catchRegistrationError(hostile.url);
    expect(thrown).toBeInstanceOf(error);
    expect(thrown.message).toMatch(says);
    expect(thrown.outcome).toBe(outcome);
    expect(hostile.requests).toHaveLength(1);
  });

  test("refuses connections is tried three times, and nothing is sent", async () => {
    const fetch = vi.fn(globalThis.fetch);
    const thrown = await catchRegistrationError(REFUSING_URL, { fetch });
    expect(thrown).toBeInstanceOf(ConnectionError);
    expect(thrown).toMatchObject({ outcome: "not-sent", code: "ECONNREFUSED" });
    expect(fetch).toHaveBeenCalledTimes(3);
  });

  test("has a self-signed certificate gets nothing", async () => {
    const { private: key, cert } = await generate([{ name: "commonName", value: "127.0.0.1" }], { keyType: "ec" });
    await using hostile = await startHostileServer(server.succeeds, { key, cert });
    const thrown = await catchRegistrationError(hostile.url);
    expect(thrown).toBeInstanceOf(ConnectionError);
    expect(thrown).toMatchObject({ outcome: "not-sent", code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
    expect(hostile.requests).toHaveLength(0);
  });

  test("responds with 429 until no retries are left gets three requests", async () => {
    await using hostile = await startHostileServer(responds({ status: 429, body: message("slow down") }));
    const thrown = await catchRegistrationError(hostile.url);
    expect(thrown).toBeInstanceOf(RateLimitError);
    expect(thrown).toMatchObject({ outcome: "rejected", status: 429, body: { message: "slow down" } });
    expect(hostile.requests).toHaveLength(3);
  });

  test("responds with 429 and then succeeds registers the number", async () => {
    await using hostile = await startHostileServer(server.inTurn(responds({ status: 429 }), server.succeeds));
    await expect(createClient(hostile.url).addTwilioNumber(syntheticParams)).resolves.toEqual(success.data);
    expect(hostile.requests.map(({ body }) => JSON.parse(body))).toEqual([syntheticParams, syntheticParams]);
  });
});
