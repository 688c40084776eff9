import type { Middleware } from "openapi-fetch";
import { describe, expect, test, vi } from "vitest";
import { echoes, responds, respondsWithJson, success } from "../support/behaviors.js";
import { createClient } from "../support/clients.js";
import { startHostileServer } from "../support/hostile-server.js";
import { syntheticParams } from "../support/params.js";

const PATH = "/v1/voice-agents/twilio/phone-number";
const TEXT = JSON.stringify(success);

describe("the response that `http` returns", () => {
  /** A response that only the transport has read. */
  async function fetchUnread(body = TEXT, headers: Record<string, string> = {}): Promise<Response> {
    await using server = await startHostileServer(responds({ body, headers }));
    const { response } = await createClient(server.url).http.POST(PATH, { body: syntheticParams, parseAs: "stream" });
    return response;
  }

  test("is a Response with the server's status, headers and address", async () => {
    const response = await fetchUnread(TEXT, { "x-request-id": "req_1" });
    expect(response).toBeInstanceOf(Response);
    expect(response).toMatchObject({ status: 200, ok: true, redirected: false });
    expect(response.headers.get("x-request-id")).toBe("req_1");
    expect(new URL(response.url).pathname).toBe(PATH);
  });

  test.for([
    ["text", (response: Response) => response.text()],
    ["JSON", async (response: Response) => JSON.stringify(await response.json())],
    ["a buffer", async (response: Response) => Buffer.from(await response.arrayBuffer()).toString()],
    ["a blob", async (response: Response) => (await response.blob()).text()],
    ["a stream", async (response: Response) => new Response(response.body).text()],
    ["a clone", (response: Response) => response.clone().text()],
  ] as const)("is read as %s", async ([, read]) => {
    expect(await read(await fetchUnread())).toBe(TEXT);
  });

  test.for([
    ["json", success],
    ["text", TEXT],
  ] as const)("is parsed as %s by openapi-fetch", async ([parseAs, expected]) => {
    await using server = await startHostileServer(respondsWithJson(success));
    const { data } = await createClient(server.url).http.POST(PATH, { body: syntheticParams, parseAs });
    expect(data).toEqual(expected);
  });

  test("has a question mark for each character that a status text can't have", async () => {
    const fetch = async () => ({ status: 409, statusText: "é ☃", headers: new Headers(), body: null }) as Response;
    const { response } = await createClient("https://api.example.com", { fetch }).http.POST(PATH, {
      body: syntheticParams,
    });
    expect(response.statusText).toBe("? ?");
  });

  test.for([
    ["the server's", "Number taken", "Number taken"],
    ["empty if a fetch gives none", undefined, ""],
  ] as const)("has a status text that is %s", async ([, statusText, expected]) => {
    const fetch = async () => ({ status: 409, statusText, headers: new Headers(), body: null }) as never;
    const { response } = await createClient("https://api.example.com", { fetch }).http.POST(PATH, {
      body: syntheticParams,
    });
    expect(response.statusText).toBe(expected);
  });

  test("has no body if the server sent none", async () => {
    expect((await fetchUnread("")).body).toBeNull();
  });

  test("is read correctly if its bytes are part of a larger buffer", async () => {
    const part = new TextEncoder().encode(`before${TEXT}`).subarray("before".length);
    const body = new ReadableStream({
      start(stream) {
        stream.enqueue(part);
        stream.close();
      },
    });
    const hamsa = createClient("https://api.example.com", { fetch: async () => new Response(body) });
    const { response } = await hamsa.http.POST(PATH, { body: syntheticParams, parseAs: "stream" });
    expect(Buffer.from(await response.arrayBuffer()).toString()).toBe(TEXT);
  });

  test("has the bytes that the server sent, though they are not UTF-8", async () => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x22, 0xff, 0x22]);
    await using server = await startHostileServer(responds({ body: bytes }));
    const { response } = await createClient(server.url).http.POST(PATH, { body: syntheticParams, parseAs: "stream" });
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
  });

  test("has the secrets masked, however it is read", async () => {
    await using server = await startHostileServer(echoes(200));
    const { response } = await createClient(server.url).http.POST(PATH, { body: syntheticParams, parseAs: "stream" });
    const bodies = [await new Response(response.clone().body).text(), await response.text()];
    for (const text of bodies) {
      expect(text).toContain("[masked]");
      expect(text).not.toContain(syntheticParams.twilioAuthToken);
    }
  });

  test("has `bodyUsed` once it has been read", async () => {
    const response = await fetchUnread();
    expect(response.bodyUsed).toBe(false);
    await response.text();
    expect(response.bodyUsed).toBe(true);
    await expect(response.text()).rejects.toThrow(TypeError);
  });
});

test("`http` asks for JSON", async () => {
  await using server = await startHostileServer(respondsWithJson(success));
  await createClient(server.url).http.POST(PATH, { body: syntheticParams });
  expect(server.requests[0]?.head.toLowerCase().split("\r\n")).toContain("accept: application/json");
});

describe("middleware of `http`", () => {
  /** The requests that a server gets for one call through the middleware. */
  async function sendThrough(middleware: Middleware) {
    await using server = await startHostileServer(respondsWithJson(success));
    const { http } = createClient(server.url);
    http.use(middleware);
    return { ...(await http.POST(PATH, { body: syntheticParams })), requests: server.requests };
  }

  test("may replace the response", async () => {
    const { data, response } = await sendThrough({
      onResponse: async ({ response }) => new Response(response.body, { status: 202 }),
    });
    expect(data).toEqual(success);
    expect(response.status).toBe(202);
  });

  test.for([
    ["a new one made from it", (request: Request) => new Request(request, { headers: { "x-trace": "7" } })],
    [
      "one made by hand",
      async (request: Request) =>
        new Request(request.url, {
          method: request.method,
          headers: { "x-trace": "7" },
          body: await request.clone().text(),
        }),
    ],
    [
      "itself with another header",
      (request: Request) => {
        request.headers.set("x-trace", "7");
        return request;
      },
    ],
  ] as const)("may replace the request with %s", async ([, replaced]) => {
    const { data, requests } = await sendThrough({ onRequest: ({ request }) => replaced(request) });
    expect(data).toEqual(success);
    expect(requests[0]?.head.toLowerCase()).toContain("x-trace: 7");
    expect(requests[0]?.head).toContain("authorization: Token an-api-key");
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual(syntheticParams);
  });

  test.for(["text", "json", "arrayBuffer", "blob"] as const)("may read the request by %s()", async (read) => {
    let seen: unknown;
    const { data } = await sendThrough({
      onRequest: async ({ request }) => {
        expect(request).toBeInstanceOf(Request);
        seen = await request.clone()[read]();
      },
    });
    expect(data).toEqual(success);
    expect(seen).toBeDefined();
  });

  test("may send the request again with its own fetch", async () => {
    const { data, requests } = await sendThrough({ onResponse: ({ request }) => fetch(request) });
    expect(data).toEqual(success);
    expect(requests).toHaveLength(2);
    expect(requests[1]?.head).not.toContain("an-api-key");
  });

  test("may respond without a request, and may handle errors", async () => {
    const { data, requests } = await sendThrough({ onRequest: () => Response.json(success) });
    expect(data).toEqual(success);
    expect(requests).toHaveLength(0);
    const { http } = createClient("https://api.example.com", { fetch: () => Promise.reject(new Error("lost")) });
    http.use({ onError: () => Response.json(success) });
    expect((await http.POST(PATH, { body: syntheticParams })).data).toEqual(success);
  });

  test("does not see addTwilioNumber, which uses the transport directly", async () => {
    await using server = await startHostileServer(respondsWithJson(success));
    const hamsa = createClient(server.url);
    const onRequest = vi.fn();
    hamsa.http.use({ onRequest });
    await expect(hamsa.addTwilioNumber(syntheticParams)).resolves.toEqual(success.data);
    expect(onRequest).not.toHaveBeenCalled();
  });
});
