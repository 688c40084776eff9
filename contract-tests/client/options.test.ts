import { afterEach, describe, expect, test, vi } from "vitest";
import { createHamsaClient, type HamsaClientOptions, InvalidParamsError } from "../../src/index.js";
import { succeeds, success } from "../support/behaviors.js";
import { catchError, createClient } from "../support/clients.js";
import { startHostileServer } from "../support/hostile-server.js";
import { syntheticParams } from "../support/params.js";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

/** The problems with options, by field. */
function problems(options: object): Record<string, string> {
  try {
    createHamsaClient(options as HamsaClientOptions);
  } catch (error) {
    if (!(error instanceof InvalidParamsError)) throw error;
    expect(error.outcome).toBe("not-sent");
    for (const { field, message } of error.violations) expect(error.message).toContain(`\n  - ${field} ${message}`);
    return Object.fromEntries(error.violations.map(({ field, message }) => [field, message]));
  }
  return {};
}

describe("a client is not made with", () => {
  const WRONG: readonly (readonly [what: string, options: object, field: string, says: RegExp])[] = [
    ["an empty key", { apiKey: "" }, "apiKey", /is empty; pass the Hamsa API key, or set HAMSA_API_KEY/],
    ["a key with a line break at its end", { apiKey: "key\n" }, "apiKey", /whitespace/],
    ["a key with a line break", { apiKey: "k\ney" }, "apiKey", /a space, a line break/],
    ["a key outside ASCII", { apiKey: "kéy" }, "apiKey", /outside ASCII/],
    ["a key that begins with Token", { apiKey: "Token key" }, "apiKey", /must be the key only/],
    ["a key that begins with bearer", { apiKey: "bearer key" }, "apiKey", /must be the key only/],
    ["a key that is not a string", { apiKey: 7 }, "apiKey", /must be a string, or a function/],
    ["an invalid base URL", { baseUrl: "api.example.com" }, "baseUrl", /must be a URL/],
    ["http to another host", { baseUrl: "http://api.example.com" }, "baseUrl", /must start with https/],
    ["another protocol", { baseUrl: "ftp://api.example.com" }, "baseUrl", /must start with https/],
    ["a password in the base URL", { baseUrl: "https://me:pw@example.com" }, "baseUrl", /user name or a password/],
    ["a query in the base URL", { baseUrl: "https://example.com/?a" }, "baseUrl", /without \? or #/],
    ["a zero timeout", { timeout: 0 }, "timeout", /whole number of ms from 1 to 2147483647/],
    ["an infinite timeout", { timeout: Number.POSITIVE_INFINITY }, "timeout", /whole number of ms/],
    ["a negative number of retries", { maxRetries: -1 }, "maxRetries", /whole number of retries from 0/],
    ["half a byte", { maxResponseBytes: 0.5 }, "maxResponseBytes", /whole number of bytes/],
    ["a fetch that is not a function", { fetch: "fetch" }, "fetch", /must be a function/],
    ["headers that are not headers", { headers: "a: b" }, "headers", /must be an object/],
    ["a header that HTTP does not allow", { headers: { "a b": "c" } }, "headers", /HTTP does not allow/],
    ["a header with a line break", { headers: { a: "b\nc" } }, "headers", /HTTP does not allow/],
    ["an Authorization header", { headers: { authorization: "x" } }, "headers", /use apiKey instead/],
    ["a non-boolean flag", { allowInsecureHttp: "yes" }, "allowInsecureHttp", /true or false/],
    ["an unknown option", { timout: 3 }, "timout", /is not an option; the options are .*timeout/],
  ];

  test.for(WRONG)("%s", ([, options, field, says]) => {
    const found = problems({ apiKey: "an-api-key", ...options });
    expect(Object.keys(found)).toEqual([field]);
    expect(found[field]).toMatch(says);
  });

  test.for([null, "options", 7])("%j as its options", (options) => {
    expect(problems(options as never)).toEqual({ options: "must be an object, or be omitted" });
  });

  test("several mistakes, all named", () => {
    expect(Object.keys(problems({ apiKey: "", timeout: -1, baseUrl: "x" }))).toEqual(["apiKey", "timeout", "baseUrl"]);
  });

  test("no key at all", () => {
    vi.stubEnv("HAMSA_API_KEY", undefined);
    expect(problems({})).toHaveProperty("apiKey");
  });

  test("a browser as its platform, where anyone can read the secrets", () => {
    vi.stubGlobal("window", {});
    vi.stubGlobal("document", {});
    expect(problems({ apiKey: "an-api-key" })).toHaveProperty("dangerouslyAllowBrowser");
    expect(problems({ apiKey: "an-api-key", dangerouslyAllowBrowser: true })).toEqual({});
  });
});

describe("a worker of a page is a browser, too", () => {
  class WorkerNavigator {}

  test("in which a client is not made", () => {
    vi.stubGlobal("WorkerNavigator", WorkerNavigator);
    vi.stubGlobal("navigator", new WorkerNavigator());
    expect(problems({ apiKey: "an-api-key" })).toHaveProperty("dangerouslyAllowBrowser");
  });

  test.for(["Deno", "Bun"])("but a worker of %s is not", (name) => {
    vi.stubGlobal("WorkerNavigator", WorkerNavigator);
    vi.stubGlobal("navigator", new WorkerNavigator());
    vi.stubGlobal(name, {});
    expect(problems({ apiKey: "an-api-key" })).toEqual({});
  });
});

describe("a client is made with", () => {
  test.for([
    "http://localhost:4010",
    "http://api.localhost",
    "http://127.0.0.1",
    "http://127.9.9.9:1",
    "http://[::1]:80",
  ])("http to %s, which stays on this machine", (baseUrl) => {
    expect(problems({ apiKey: "an-api-key", baseUrl })).toEqual({});
  });

  test.for(["http://localhost.example.com", "http://127.0.0.1.example.com", "http://10.0.0.1", "http://0.0.0.0"])(
    "http to %s only with allowInsecureHttp",
    (baseUrl) => {
      expect(problems({ apiKey: "an-api-key", baseUrl })).toHaveProperty("baseUrl");
      expect(problems({ apiKey: "an-api-key", baseUrl, allowInsecureHttp: true })).toEqual({});
    },
  );

  test("the key in HAMSA_API_KEY, unless it gets one as an option", async () => {
    vi.stubEnv("HAMSA_API_KEY", "key-of-the-environment");
    await using server = await startHostileServer(succeeds);
    await createHamsaClient({ baseUrl: server.url }).addTwilioNumber(syntheticParams);
    await createHamsaClient({ baseUrl: server.url, apiKey: "given-key" }).addTwilioNumber(syntheticParams);
    const keys = server.requests.map(({ head }) => /^authorization: (.*)$/im.exec(head)?.[1]);
    expect(keys).toEqual(["Token key-of-the-environment", "Token given-key"]);
  });
});

describe("a call", () => {
  test("sends the client's headers and its own, its own winning", async () => {
    await using server = await startHostileServer(succeeds);
    const hamsa = createClient(server.url, { headers: { "x-team": "voice", "x-trace": "client" } });
    await hamsa.addTwilioNumber(syntheticParams, { headers: { "x-trace": "call" } });
    const head = server.requests[0]?.head.toLowerCase().split("\r\n");
    expect(head).toEqual(expect.arrayContaining(["x-team: voice", "x-trace: call", "content-type: application/json"]));
  });

  test("reaches a base URL with a path", async () => {
    await using server = await startHostileServer(succeeds);
    await createClient(`${server.url}/gateway/`).addTwilioNumber(syntheticParams);
    expect(server.requests[0]?.head).toMatch(/^POST \/gateway\/v1\/voice-agents\/twilio\/phone-number /);
  });

  test("uses the current global fetch", async () => {
    const hamsa = createClient("https://api.example.com");
    vi.stubGlobal("fetch", async () => Response.json(success));
    await expect(hamsa.addTwilioNumber(syntheticParams)).resolves.toEqual(success.data);
  });

  test("with invalid options is rejected with all of them named, and sends nothing", async () => {
    const fetch = vi.fn();
    const options = { timeout: -1, maxRetries: 0.5, signal: {}, headers: { authorization: "x" }, retries: 1 };
    const error = await catchError(
      createClient("https://api.example.com", { fetch }).addTwilioNumber(syntheticParams, options as never),
    );
    expect(error).toBeInstanceOf(InvalidParamsError);
    expect((error as InvalidParamsError).violations.map(({ field }) => field)).toEqual(Object.keys(options));
    expect(fetch).not.toHaveBeenCalled();
  });

  test("with null as its options is rejected", async () => {
    const error = await catchError(
      createClient("https://api.example.com").addTwilioNumber(syntheticParams, null as never),
    );
    expect(error).toMatchObject({ name: "InvalidParamsError", violations: [{ field: "options" }] });
  });

  test("leaves out a header that is undefined, and accepts the platform's Headers", async () => {
    await using server = await startHostileServer(succeeds);
    const hamsa = createClient(server.url, { headers: new Headers({ "x-team": "voice" }) });
    await hamsa.addTwilioNumber(syntheticParams, { headers: { "x-trace": undefined } });
    expect(server.requests[0]?.head.toLowerCase()).toContain("x-team: voice");
    expect(server.requests[0]?.head.toLowerCase()).not.toContain("x-trace");
  });

  test("sends application/json as the body's type, whatever its headers are", async () => {
    await using server = await startHostileServer(succeeds);
    const headers = { "Content-Type": "text/plain" };
    const hamsa = createClient(server.url, { headers });
    await hamsa.addTwilioNumber(syntheticParams, { headers });
    await hamsa.http.POST("/v1/voice-agents/twilio/phone-number", { body: syntheticParams });
    for (const { head } of server.requests) {
      expect(head.toLowerCase()).toContain("content-type: application/json");
      expect(head).not.toContain("text/plain");
    }
    expect(server.requests).toHaveLength(2);
  });

  test("asks for JSON, whatever its headers are", async () => {
    await using server = await startHostileServer(succeeds);
    const headers = { Accept: "text/plain" };
    const hamsa = createClient(server.url, { headers });
    await hamsa.addTwilioNumber(syntheticParams, { headers });
    await catchError(hamsa.findPhoneNumber(syntheticParams.phoneNumber, { headers }));
    const accepted = server.requests.map(({ head }) => /^accept: (.*)$/im.exec(head)?.[1]);
    expect(accepted).toEqual(["application/json", "application/json"]);
  });

  test("sends no content type with a request without a body", async () => {
    await using server = await startHostileServer(succeeds);
    const headers = { "Content-Type": "text/plain" };
    const hamsa = createClient(server.url, { headers });
    await catchError(hamsa.listPhoneNumbers({}, { headers }).toArray());
    await hamsa.http.GET("/v1/voice-agents/phone-number/list");
    for (const { head } of server.requests) expect(head.toLowerCase()).not.toContain("content-type");
    expect(server.requests.length).toBeGreaterThan(1);
  });

  test("accepts any signal that behaves like one, such as a test environment's own", async () => {
    const { signal } = new AbortController();
    const own = {
      aborted: false,
      addEventListener: signal.addEventListener.bind(signal),
      removeEventListener: signal.removeEventListener.bind(signal),
    };
    const hamsa = createClient("https://api.example.com", { fetch: async () => Response.json(success) });
    await expect(hamsa.addTwilioNumber(syntheticParams, { signal: own as never })).resolves.toEqual(success.data);
  });
});
