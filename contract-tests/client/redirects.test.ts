import { describe, expect, test } from "vitest";
import { RedirectError } from "../../src/index.js";
import { responds, succeeds } from "../support/behaviors.js";
import { catchError, catchRegistrationError, createClient } from "../support/clients.js";
import { startHostileServer } from "../support/hostile-server.js";
import { syntheticParams } from "../support/params.js";

const STATUSES = [300, 301, 302, 303, 304, 307, 308, 399];

const redirects = (status: number, location: string) => responds({ status, headers: { location } });

describe("a redirect", () => {
  test.for(STATUSES)("%i to another origin sends nothing there", async (status) => {
    await using elsewhere = await startHostileServer(succeeds);
    await using hostile = await startHostileServer(redirects(status, `${elsewhere.url}/steal?everything=1`));
    const thrown = await catchRegistrationError(hostile.url);
    expect(thrown).toBeInstanceOf(RedirectError);
    expect(thrown).toMatchObject({ status, location: elsewhere.url, outcome: status === 303 ? "unknown" : "rejected" });
    expect(thrown.message).toContain(
      `responded with ${status}, a redirect to ${elsewhere.url}, which is never followed`,
    );
    expect(elsewhere.requests).toHaveLength(0);
    expect(hostile.requests).toHaveLength(1);
  });

  test.for(STATUSES)("%i to the same origin is not followed either", async (status) => {
    await using hostile = await startHostileServer(redirects(status, "/elsewhere"));
    const thrown = await catchRegistrationError(hostile.url);
    expect(thrown).toBeInstanceOf(RedirectError);
    expect(thrown).toMatchObject({ status, location: hostile.url });
    expect(hostile.requests).toHaveLength(1);
  });

  test("is not followed through `http`, whatever the call's options are", async () => {
    await using elsewhere = await startHostileServer(succeeds);
    await using hostile = await startHostileServer(redirects(307, elsewhere.url));
    const call = createClient(hostile.url).http.POST("/v1/voice-agents/twilio/phone-number", {
      body: syntheticParams,
      redirect: "follow",
    });
    expect(await catchError(call)).toBeInstanceOf(RedirectError);
    expect(elsewhere.requests).toHaveLength(0);
  });

  test("that a browser hides leaves the outcome unknown, because it may be a 303", async () => {
    const hidden = Object.defineProperties(Response.error(), { type: { value: "opaqueredirect" } });
    const thrown = await catchRegistrationError("https://api.example.com", { fetch: async () => hidden });
    expect(thrown).toBeInstanceOf(RedirectError);
    expect(thrown).toMatchObject({ outcome: "unknown" });
    expect(thrown).not.toHaveProperty("status");
    expect(thrown.message).toBe(
      "POST https://api.example.com/v1/voice-agents/twilio/phone-number responded with a redirect, which is never followed. The number may have been registered. Check the list before you retry.",
    );
  });

  test("that the fetch option followed is named", async () => {
    await using elsewhere = await startHostileServer(succeeds);
    await using hostile = await startHostileServer(redirects(307, elsewhere.url));
    const careless: typeof fetch = (input, init) => fetch(input, { ...init, redirect: "follow" });
    const thrown = await catchRegistrationError(hostile.url, { fetch: careless });
    expect(thrown).toBeInstanceOf(RedirectError);
    expect(thrown.message).toContain('the fetch option followed the redirect; it must respect redirect: "manual"');
    expect(thrown.outcome).toBe("unknown");
  });

  test("without a location is still a redirect", async () => {
    await using hostile = await startHostileServer(responds({ status: 302 }));
    const thrown = await catchRegistrationError(hostile.url);
    expect(thrown).toBeInstanceOf(RedirectError);
    expect(thrown).not.toHaveProperty("location");
    expect(thrown.message).toContain(" responded with 302, a redirect, which is never followed. ");
  });
});

test("a call can't send the key to another host with its own base URL", async () => {
  await using elsewhere = await startHostileServer(succeeds);
  await using home = await startHostileServer(succeeds);
  const call = createClient(home.url).http.POST("/v1/voice-agents/twilio/phone-number", {
    body: syntheticParams,
    baseUrl: elsewhere.url,
  });
  expect((await catchError(call)).message).toContain(`baseUrl must be on ${home.url}`);
  expect(elsewhere.requests).toHaveLength(0);
});
