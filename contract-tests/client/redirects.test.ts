import { describe, expect, test } from "vitest";
import { RedirectError } from "../../src/index.js";
import { answers, succeeds } from "../support/behaviours.js";
import { clientOf, registrationError, thrownBy } from "../support/clients.js";
import { startHostileServer } from "../support/hostile-server.js";
import { syntheticParams } from "../support/params.js";

const STATUSES = [300, 301, 302, 303, 304, 307, 308, 399];

const redirects = (status: number, location: string) => answers({ status, headers: { location } });

describe("a redirect", () => {
  test.for(STATUSES)("%i to another origin takes nothing there", async (status) => {
    await using elsewhere = await startHostileServer(succeeds);
    await using hostile = await startHostileServer(redirects(status, `${elsewhere.url}/steal?everything=1`));
    const thrown = await registrationError(hostile.url);
    expect(thrown).toBeInstanceOf(RedirectError);
    expect(thrown).toMatchObject({ status, location: elsewhere.url, outcome: status === 303 ? "unknown" : "rejected" });
    expect(thrown.message).toContain(`answered ${status}, a redirect to ${elsewhere.url}, which is never followed`);
    expect(elsewhere.requests).toHaveLength(0);
    expect(hostile.requests).toHaveLength(1);
  });

  test.for(STATUSES)("%i to the same origin is not followed either", async (status) => {
    await using hostile = await startHostileServer(redirects(status, "/elsewhere"));
    const thrown = await registrationError(hostile.url);
    expect(thrown).toBeInstanceOf(RedirectError);
    expect(thrown).toMatchObject({ status, location: hostile.url });
    expect(hostile.requests).toHaveLength(1);
  });

  test("is not followed through `http`, whatever the call asks", async () => {
    await using elsewhere = await startHostileServer(succeeds);
    await using hostile = await startHostileServer(redirects(307, elsewhere.url));
    const call = clientOf(hostile.url).http.POST("/v1/voice-agents/twilio/phone-number", {
      body: syntheticParams,
      redirect: "follow",
    });
    expect(await thrownBy(call)).toBeInstanceOf(RedirectError);
    expect(elsewhere.requests).toHaveLength(0);
  });

  test("that a browser hides leaves the outcome unknown, since a 303 may hide behind it", async () => {
    const hidden = Object.defineProperties(Response.error(), { type: { value: "opaqueredirect" } });
    const thrown = await registrationError("https://api.example.com", { fetch: async () => hidden });
    expect(thrown).toBeInstanceOf(RedirectError);
    expect(thrown).toMatchObject({ outcome: "unknown" });
  });

  test("that a careless fetch option followed is told as what it is", async () => {
    await using elsewhere = await startHostileServer(succeeds);
    await using hostile = await startHostileServer(redirects(307, elsewhere.url));
    const careless: typeof fetch = (input, init) => fetch(input, { ...init, redirect: "follow" });
    const thrown = await registrationError(hostile.url, { fetch: careless });
    expect(thrown).toBeInstanceOf(RedirectError);
    expect(thrown.message).toContain('the fetch option followed: it must heed redirect: "manual"');
    expect(thrown.outcome).toBe("unknown");
  });

  test("without a location is a redirect all the same", async () => {
    await using hostile = await startHostileServer(answers({ status: 302 }));
    const thrown = await registrationError(hostile.url);
    expect(thrown).toBeInstanceOf(RedirectError);
    expect(thrown).not.toHaveProperty("location");
  });
});

test("a call can't take the key to another host by naming a base URL of its own", async () => {
  await using elsewhere = await startHostileServer(succeeds);
  await using home = await startHostileServer(succeeds);
  const call = clientOf(home.url).http.POST("/v1/voice-agents/twilio/phone-number", {
    body: syntheticParams,
    baseUrl: elsewhere.url,
  });
  expect((await thrownBy(call)).message).toContain(`baseUrl must be at ${home.url}`);
  expect(elsewhere.requests).toHaveLength(0);
});
