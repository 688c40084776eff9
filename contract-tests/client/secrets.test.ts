import { Console } from "node:console";
import { PassThrough } from "node:stream";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type ApiError, createHamsaClient } from "../../src/index.js";
import { echoes, resets, stallsWithin, success, truncates } from "../support/behaviors.js";
import { catchError, createClient } from "../support/clients.js";
import { type Behavior, REFUSING_URL, startHostileServer } from "../support/hostile-server.js";
import { inspectDeeply } from "../support/observable.js";
import { syntheticParams } from "../support/params.js";

const KEY = "canary-key-7f3a+/=";
const TOKEN = 'canary-token-"9b2c"\\é';
const PARAMS = { ...syntheticParams, twilioAuthToken: TOKEN };

/** Every encoding of a secret in a string. */
const spellings = (secret: string) => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  Buffer.from(secret).toString("latin1"),
  secret.replaceAll('"', "&quot;"),
];

/** What the console prints for a value. */
function printToString(value: unknown): string {
  const stream = new PassThrough({ encoding: "utf8" });
  new Console(stream).error(value);
  return stream.read();
}

function expectNoSecret(value: unknown, secrets: readonly string[] = [KEY, TOKEN]): void {
  const text = inspectDeeply(value);
  for (const spelling of secrets.flatMap(spellings)) expect(text).not.toContain(spelling);
}

beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(0);
  for (const method of ["debug", "error", "info", "log", "warn"] as const) vi.spyOn(console, method);
});
afterEach(() => {
  for (const method of ["debug", "error", "info", "log", "warn"] as const)
    expect(console[method]).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

const JSON_ECHOES = [200, 201, 400, 401, 403, 404, 408, 409, 422, 429, 500, 503];
const ECHOING: readonly (readonly [string, Behavior])[] = [
  ...JSON_ECHOES.map((status) => [`responds with ${status} and the request`, echoes(status)] as const),
  ["responds with 502 and the request in a page", echoes(502, "text/html")],
  ["succeeds with the request in a page", echoes(200, "text/html")],
  ["redirects to an address with the secrets in it", echoes(307)],
  ["resets", resets],
  ["breaks off", truncates],
];

describe("no secret appears", () => {
  test.for(ECHOING)("in the error if a server %s", async ([, behaves]) => {
    await using hostile = await startHostileServer(behaves);
    const error = await catchError(createClient(hostile.url, { apiKey: KEY }).addTwilioNumber(PARAMS));
    expectNoSecret(error);
    expectNoSecret(printToString(error));
  });

  test.for(JSON_ECHOES)("in what `http` returns if a server responds with %i and the request", async (status) => {
    await using hostile = await startHostileServer(echoes(status));
    const { http } = createClient(hostile.url, { apiKey: KEY });
    const result = await http.POST("/v1/voice-agents/twilio/phone-number", { body: PARAMS });
    expect(result.error ?? result.data).toMatchObject({ message: "Token [masked] [masked]" });
    expectNoSecret(result);
  });

  test("in a registered number that a server adds the request to", async () => {
    const data = { ...success.data, request: PARAMS, trace: `Token ${KEY}`, list: [{ [TOKEN]: [TOKEN] }] };
    const fetch = async () => Response.json({ ...success, data });
    expectNoSecret(await createClient("https://api.example.com", { apiKey: KEY, fetch }).addTwilioNumber(PARAMS));
  });

  test("in a number that a server writes without quotes", async () => {
    const digits = "987654321";
    const params = { ...PARAMS, twilioAuthToken: digits };
    const fetch = async () => Response.json({ ...success, data: { ...success.data, token: Number(digits) } });
    expectNoSecret(await createClient("https://api.example.com", { fetch }).addTwilioNumber(params), [digits]);
  });

  test.for([
    ["the key", "-and-more-of-it", ""],
    ["the token", "", "-and-more-of-it"],
  ] as const)("if %s starts with the other and continues", async ([, afterKey, afterToken]) => {
    const apiKey = `canary-of-both${afterKey}`;
    const params = { ...syntheticParams, twilioAuthToken: `canary-of-both${afterToken}` };
    const message = `${apiKey} ${params.twilioAuthToken}`;
    const fetch = async () => Response.json({ message }, { status: 400 });
    const error = await catchError(createClient("https://api.example.com", { apiKey, fetch }).addTwilioNumber(params));
    expect(error.message).toContain("400: [masked] [masked].");
    expectNoSecret(error, ["canary-of-both", "-and-more-of-it"]);
  });

  test("with the escapes of HTML", async () => {
    const params = { ...syntheticParams, twilioAuthToken: `canary-<"&'>-of-html` };
    const page = "<html>received canary-&lt;&quot;&amp;&#39;&gt;-of-html</html>";
    const fetch = async () => new Response(page, { status: 502 });
    const error = await catchError(createClient("https://api.example.com", { fetch }).addTwilioNumber(params));
    expect(error).toHaveProperty("excerpt", "<html>received [masked]</html>");
  });

  test("with the escapes of JSON", async () => {
    const escaped = [...TOKEN].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
    const fetch = async () => new Response(`{"message":"${escaped}"}`, { status: 400 });
    const error = await catchError(createClient("https://api.example.com", { fetch }).addTwilioNumber(PARAMS));
    expect(error.message).toContain("400: [masked]");
    expectNoSecret(error);
    expect((error as ApiError).excerpt).toBe('{"message":"[masked]"}');
  });

  test.for(["\\", "canary-token-", "%", "&#0"])(
    "and a page of only %j does not take forever to search",
    async (text) => {
      const page = text.repeat(1_000_000 / text.length);
      const fetch = async () => new Response(page, { status: 502 });
      const error = await catchError(
        createClient("https://api.example.com", { apiKey: KEY, fetch }).addTwilioNumber(PARAMS),
      );
      expect(error).toHaveProperty("excerpt", page.slice(0, 1_000));
    },
  );

  test("in the origin of a redirect", async () => {
    const params = { ...PARAMS, twilioAuthToken: "canary-token-of-hosts" };
    const headers = { location: "https://canary-token-of-hosts.example/" };
    const fetch = async () => new Response(null, { status: 307, headers });
    const error = await catchError(createClient("https://api.example.com", { fetch }).addTwilioNumber(params));
    expectNoSecret(error, [params.twilioAuthToken]);
  });

  test("in the error if a fetch throws an error full of them", async () => {
    const cause = Object.assign(new Error(`sent ${TOKEN}`), { code: TOKEN, request: PARAMS, config: { key: KEY } });
    const fetch = () => Promise.reject(new AggregateError([cause, cause], KEY, { cause }));
    const error = await catchError(
      createClient("https://api.example.com", { apiKey: KEY, fetch }).addTwilioNumber(PARAMS),
    );
    expectNoSecret(error);
  });

  test("in the errors of a refused connection, a timeout and an abort", async () => {
    await using hostile = await startHostileServer(stallsWithin());
    const call = (baseUrl: string, options = {}) =>
      catchError(createClient(baseUrl, { apiKey: KEY, maxRetries: 0 }).addTwilioNumber(PARAMS, options));
    expectNoSecret(await call(REFUSING_URL));
    expectNoSecret(await call(hostile.url, { timeout: 20 }));
    expectNoSecret(await call(hostile.url, { signal: AbortSignal.abort(new Error(TOKEN)) }));
  });

  test("in the client", () => {
    expectNoSecret(createHamsaClient({ apiKey: KEY }));
    expectNoSecret(createHamsaClient({ apiKey: () => KEY }));
  });

  test.for([`${KEY}\n`, `${KEY}\nx`, `${KEY}é`, ` ${KEY}`, `Token ${KEY}`, `Bearer ${KEY}`, `${KEY} x`])(
    "in the error that rejects the key %j, as an option or from a function",
    async (apiKey) => {
      let thrown: unknown;
      try {
        createHamsaClient({ apiKey });
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toHaveProperty("violations.0.field", "apiKey");
      expectNoSecret(thrown, [KEY, apiKey]);
      const fetch = vi.fn();
      const client = createHamsaClient({ apiKey: () => apiKey, fetch });
      expectNoSecret(await catchError(client.addTwilioNumber(PARAMS)), [KEY, apiKey]);
      expect(fetch).not.toHaveBeenCalled();
    },
  );

  test("in the error of a key function that throws them", async () => {
    const apiKey = () => Promise.reject(new Error(`vault refused ${TOKEN}`));
    expectNoSecret(await catchError(createHamsaClient({ apiKey }).addTwilioNumber(PARAMS)));
  });

  test("in the error that rejects params", async () => {
    const params = { ...PARAMS, twilioAuthToken: ` ${TOKEN}`, label: { TOKEN }, phoneNumber: TOKEN };
    expectNoSecret(await catchError(createHamsaClient({ apiKey: KEY }).addTwilioNumber(params as never)));
  });

  test("whatever characters the token has", async () => {
    const fetch: typeof globalThis.fetch = async (_, init) => {
      const received = JSON.parse(String(init?.body));
      return Response.json({ message: `got ${received.twilioAuthToken}`, received }, { status: 400 });
    };
    const hamsa = createClient("https://api.example.com", { fetch });
    const tokens = fc.string({ unit: "binary", minLength: 6, maxLength: 40 }).filter((token) => token.trim() === token);
    await fc.assert(
      fc.asyncProperty(tokens, async (twilioAuthToken) => {
        const error = await catchError(hamsa.addTwilioNumber({ ...syntheticParams, twilioAuthToken }));
        expect(error.toJSON()).toMatchObject({ body: { message: expect.stringContaining("[masked]") } });
        expect(JSON.stringify(error)).not.toContain(JSON.stringify(twilioAuthToken).slice(1, -1));
      }),
      { numRuns: 100 },
    );
  });
});

test("the key is sent as `Token <key>`, and the token only in the body", async () => {
  await using hostile = await startHostileServer(echoes(400));
  await catchError(createClient(hostile.url, { apiKey: KEY }).addTwilioNumber(PARAMS));
  const [request] = hostile.requests;
  expect(request?.head).toMatch(/^POST \/v1\/voice-agents\/twilio\/phone-number HTTP/);
  expect(request?.head.split("\r\n")).toContain(`authorization: Token ${KEY}`);
  expect(request?.head).not.toContain("canary-token");
  expect(JSON.parse(request?.body ?? "")).toEqual(PARAMS);
});
