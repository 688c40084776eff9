import { describe, expect, test, vi } from "vitest";
import { type ApiError, type ContractError, HamsaError } from "../../src/index.js";
import { floods, responds, respondsWithJson, success } from "../support/behaviors.js";
import { catchError, catchRegistrationError, createClient } from "../support/clients.js";
import { startHostileServer } from "../support/hostile-server.js";
import { syntheticParams } from "../support/params.js";

const URL = "https://api.example.com";

/** The error for a response. */
const catchErrorFor = (body: string, init: ResponseInit) =>
  catchRegistrationError(URL, { fetch: async () => new Response(body, init), maxRetries: 0 });

describe("an error", () => {
  test.for(["x-request-id", "request-id", "x-correlation-id"])(
    "has the request ID from the header %s",
    async (header) => {
      const error = await catchErrorFor("{}", { status: 500, headers: { [header]: "req_1" } });
      expect(error.requestId).toBe("req_1");
    },
  );

  test("is written in JSON as its name, its message and its facts", async () => {
    const error = await catchErrorFor('{"message":"taken"}', { status: 409 });
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: "ApiError",
      message: error.message,
      outcome: "rejected",
      retryable: false,
      status: 409,
      body: { message: "taken" },
      excerpt: '{"message":"taken"}',
    });
  });

  test("has its name in its stack", async () => {
    const error = await catchErrorFor("", { status: 409 });
    expect(error.stack).toMatch(/^ApiError: POST /);
    expect(error).toBeInstanceOf(HamsaError);
    expect(error).toBeInstanceOf(Error);
  });

  test("has the server's words on one line, without control characters, and at most 300 of them", async () => {
    const message = `\u001b[31mred\u001b[0m\r\nfake log line\u2028\u202e${"x".repeat(1_000)}`;
    const error = await catchErrorFor(JSON.stringify({ message }), { status: 400 });
    expect(error.message).not.toMatch(/[\p{Cc}\p{Cf}\u2028]/u);
    expect(error.message).toContain("red [0m fake log line");
    expect(error.message.length).toBeLessThan(500);
  });

  test("has the beginning of an undescribed body, and no described one", async () => {
    const error = (await catchErrorFor(`{"msg":"${"x".repeat(5_000)}"}`, { status: 400 })) as ApiError;
    expect(error.body).toBeUndefined();
    expect(error.excerpt).toHaveLength(1_000);
    expect(error.excerpt).toMatch(/^\{"msg":"xxx/);
  });

  test.for([
    ["a number of 20 digits", '{"message":"no","id":12345678901234567890}'],
    ["a duplicate key", '{"message":"no","message":"no"}'],
    ["white space and escapes", '{ "message" : "\\u006eo" }\n'],
    ["a JSON string", '"oops"'],
  ])("has %s in its excerpt as the server sent it", async ([, body = ""]) => {
    expect(await catchErrorFor(body, { status: 400 })).toHaveProperty("excerpt", body);
  });

  test("has the described body when the message is a list", async () => {
    const error = await catchErrorFor('{"message":["label is empty"]}', { status: 400 });
    expect(error).toHaveProperty("body", { message: ["label is empty"] });
  });

  test("survives a body that is nested without end", async () => {
    const deep = "[".repeat(200_000) + "]".repeat(200_000);
    for (const body of [deep, `{"message":"no","params":${deep}}`]) {
      expect(await catchErrorFor(body, { status: 400 })).toMatchObject({ name: "ApiError", outcome: "rejected" });
    }
  });

  test("names each invalid field of a success once", async () => {
    const data = { ...success.data, number: 7, createdAt: "yesterday", id: undefined };
    const error = (await catchErrorFor(JSON.stringify({ ...success, data }), { status: 200 })) as ContractError;
    expect(error.violations).toEqual([
      { field: "data.id", message: "is missing" },
      { field: "data.number", message: "must be of type string" },
      { field: "data.createdAt", message: "must be a date-time" },
    ]);
  });
});

describe("a failure of the platform's fetch", () => {
  const FAILURES: readonly (readonly [what: string, thrown: unknown, outcome: string])[] = [
    ["Node's refused connection", wrapInFetchError({ code: "ECONNREFUSED", syscall: "connect" }), "not-sent"],
    ["Node's unreachable network", wrapInFetchError({ code: "ENETUNREACH", syscall: "connect" }), "not-sent"],
    ["Node's timeout while connecting", wrapInFetchError({ code: "ETIMEDOUT", syscall: "connect" }), "not-sent"],
    ["Node's unknown host", wrapInFetchError({ code: "ENOTFOUND", syscall: "getaddrinfo" }), "not-sent"],
    ["undici's slow connection", wrapInFetchError({ code: "UND_ERR_CONNECT_TIMEOUT" }), "not-sent"],
    ["an expired certificate", wrapInFetchError({ code: "CERT_HAS_EXPIRED" }), "not-sent"],
    ["a certificate for another name", wrapInFetchError({ code: "ERR_TLS_CERT_ALTNAME_INVALID" }), "not-sent"],
    ["a server without TLS", wrapInFetchError({ code: "ERR_SSL_WRONG_VERSION_NUMBER" }), "not-sent"],
    ["several addresses that all refuse", new TypeError("fetch failed", { cause: createRefusedTwice() }), "not-sent"],
    [
      "Deno's refused connection",
      new TypeError("error sending request: client error (Connect): tcp connect error"),
      "not-sent",
    ],
    [
      "Bun's refused connection",
      Object.assign(new Error("Unable to connect"), { code: "ConnectionRefused" }),
      "not-sent",
    ],
    [
      "a route that vanished under the connection",
      wrapInFetchError({ code: "EHOSTUNREACH", syscall: "read" }),
      "unknown",
    ],
    ["a network that vanished while writing", wrapInFetchError({ code: "ENETUNREACH", syscall: "write" }), "unknown"],
    ["a refusal without the system call", wrapInFetchError({ code: "ECONNREFUSED" }), "unknown"],
    [
      "several addresses, one of which was connected",
      new TypeError("fetch failed", {
        cause: Object.assign(new AggregateError([createRefusal("connect"), createRefusal("read")]), {
          code: "ECONNREFUSED",
        }),
      }),
      "unknown",
    ],
    ["a DNS server that does not respond", wrapInFetchError({ code: "ECONNREFUSED", syscall: "queryA" }), "not-sent"],
    [
      "a server that closes the connection during the TLS handshake",
      new TypeError("fetch failed", {
        cause: new Error("Client network socket disconnected before secure TLS connection was established"),
      }),
      "not-sent",
    ],
    ...[403, 407, 502, 503].map(
      (status) =>
        [
          `undici's proxy that responds to CONNECT with ${status}`,
          new TypeError("fetch failed", {
            cause: Object.assign(new Error(`Proxy response (${status}) !== 200 when HTTP Tunneling`), {
              code: "UND_ERR_ABORTED",
            }),
          }),
          "not-sent",
        ] as const,
    ),
    [
      "Bun's refused connection, with a code but without a system call",
      Object.assign(new TypeError("ECONNREFUSED: Unable to connect. Is the computer able to access the url?"), {
        code: "ECONNREFUSED",
        errno: 0,
      }),
      "not-sent",
    ],
    [
      "Bun's proxy that refuses a tunnel",
      Object.assign(new Error("Proxy refused to open a tunnel: 407 No"), { code: "ERR_PROXY_TUNNEL" }),
      "not-sent",
    ],
    [
      "Deno's missing permission",
      Object.assign(new Error('Requires net access to "api.example.com:443", run again with the --allow-net flag'), {
        name: "NotCapable",
      }),
      "not-sent",
    ],
    ["an established connection that timed out", wrapInFetchError({ code: "ETIMEDOUT", syscall: "read" }), "unknown"],
    ["a reset", wrapInFetchError({ code: "ECONNRESET" }), "unknown"],
    [
      "a request for a client certificate, which comes after the request was sent",
      wrapInFetchError({ code: "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED" }),
      "unknown",
    ],
    ["a browser's, which has no details", new TypeError("Failed to fetch"), "unknown"],
    ["a value that is not an error", "oops", "unknown"],
  ];

  function wrapInFetchError(facts: object): Error {
    return new TypeError("fetch failed", { cause: Object.assign(new Error("below"), facts) });
  }

  function createRefusal(syscall: string): Error {
    return Object.assign(new Error("refused"), { code: "ECONNREFUSED", syscall });
  }

  function createRefusedTwice(): AggregateError {
    const errors = [createRefusal("connect"), createRefusal("connect")];
    return Object.assign(new AggregateError(errors), { code: "ECONNREFUSED" });
  }

  test.for(FAILURES)("%s", async ([, thrown, outcome]) => {
    const fetch = vi.fn(() => Promise.reject(thrown));
    const error = await catchRegistrationError(URL, { fetch, maxRetries: 0 });
    expect(error).toMatchObject({ name: "ConnectionError", outcome });
    expect(error).not.toHaveProperty("cause");
  });
});

test("a response beyond the size limit closes its connection", async () => {
  let closed: Promise<unknown> = Promise.resolve();
  await using hostile = await startHostileServer((socket, request, n) => {
    closed = new Promise((resolve) => socket.once("close", resolve));
    floods(socket, request, n);
  });
  await catchRegistrationError(hostile.url);
  await closed;
});

test("a secret too short to search for is masked if it is a whole string", async () => {
  await using hostile = await startHostileServer(
    respondsWithJson({ message: "a tok in a token", token: "tok" }, { status: 400 }),
  );
  const call = createClient(hostile.url).addTwilioNumber({ ...syntheticParams, twilioAuthToken: "tok" });
  expect(await catchError(call)).toMatchObject({ excerpt: '{"message":"a tok in a token","token":"[masked]"}' });
});

test("a client's own limit on the size of responses is enforced", async () => {
  await using hostile = await startHostileServer(responds({ body: JSON.stringify(success) }));
  const error = await catchRegistrationError(hostile.url, { maxResponseBytes: 100 });
  expect(error).toMatchObject({ code: "RESPONSE_TOO_LARGE", outcome: "unknown", status: 200 });
});

test("a status text that no Response could have does not hide the error", async () => {
  await using hostile = await startHostileServer((socket) => {
    socket.write("HTTP/1.1 409 schon vergeben ☃\r\ncontent-length: 0\r\n\r\n");
  });
  expect(await catchRegistrationError(hostile.url)).toMatchObject({ name: "ApiError", status: 409 });
});
