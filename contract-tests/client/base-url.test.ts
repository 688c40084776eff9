import { afterEach, describe, expect, test, vi } from "vitest";
import { createHamsaClient, type HamsaClientOptions, InvalidParamsError } from "../../src/index.js";
import { success } from "../support/behaviors.js";
import { syntheticParams } from "../support/params.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The options that a client is not made with. */
function rejectedOptions(options: HamsaClientOptions): string[] {
  try {
    createHamsaClient({ apiKey: "an-api-key", ...options });
    return [];
  } catch (error) {
    return (error as InvalidParamsError).violations.map(({ field }) => field);
  }
}

describe("plain http", () => {
  test.for([
    "http://localhost",
    "http://api.localhost:8080",
    "http://127.0.0.1:1",
    "http://127.255.0.19",
    "http://[::1]",
  ])("to this machine, %s, is allowed", (baseUrl) => {
    expect(rejectedOptions({ baseUrl })).toEqual([]);
  });

  test.for([
    "http://notlocalhost",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
    "http://api.127.0.0.1.example.com",
    "http://127.example.com",
    "http://128.0.0.1",
    "http://[::2]",
    "http://[::1:1]",
  ])("to a host that only resembles this machine, %s, is rejected", (baseUrl) => {
    expect(rejectedOptions({ baseUrl })).toEqual(["baseUrl"]);
    expect(rejectedOptions({ baseUrl, allowInsecureHttp: true })).toEqual([]);
  });
});

test.for(["https://me@example.com", "https://:pw@example.com", "https://example.com/#a", "https://example.com/?a"])(
  "a base URL with a part that would be lost, %s, is rejected",
  (baseUrl) => {
    expect(rejectedOptions({ baseUrl })).toEqual(["baseUrl"]);
  },
);

test.for(["https://example.com/api", "https://example.com/api/", "https://example.com/api//"])(
  "requests to %s have its path, and one slash",
  async (baseUrl) => {
    const fetch = vi.fn(async () => Response.json(success));
    await createHamsaClient({ apiKey: "an-api-key", baseUrl, fetch }).addTwilioNumber(syntheticParams);
    expect(String(fetch.mock.calls.flat()[0])).toBe("https://example.com/api/v1/voice-agents/twilio/phone-number");
  },
);

test.for(["window", "document"])("a platform with only a global %s is not a browser", (name) => {
  vi.stubGlobal(name, {});
  expect(rejectedOptions({})).toEqual([]);
});

test("a rejected client is an InvalidParamsError that explains each option", () => {
  vi.stubGlobal("window", {});
  vi.stubGlobal("document", {});
  const create = () => createHamsaClient({ apiKey: "an-api-key", baseUrl: "http://example.com" });
  expect(create).toThrow(InvalidParamsError);
  expect(create).toThrow(/dangerouslyAllowBrowser must be true in a browser, where anyone who opens the page can read/);
  expect(create).toThrow(/baseUrl must start with https:\/\/, because anyone on the network path can read the secrets/);
});
