import { describe, expect, test } from "vitest";
import { answers, answersJson, echoes, success } from "../support/behaviours.js";
import { clientOf } from "../support/clients.js";
import { startHostileServer } from "../support/hostile-server.js";
import { syntheticParams } from "../support/params.js";

const PATH = "/v1/voice-agents/twilio/phone-number";
const TEXT = JSON.stringify(success);

describe("the response that `http` gives", () => {
  /** A response that nobody has read but the transport. */
  async function unread(body = TEXT, headers: Record<string, string> = {}): Promise<Response> {
    await using server = await startHostileServer(answers({ body, headers }));
    const { response } = await clientOf(server.url).http.POST(PATH, { body: syntheticParams, parseAs: "stream" });
    return response;
  }

  test("is a Response with the server's status, headers and address", async () => {
    const response = await unread(TEXT, { "x-request-id": "req_1" });
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
    expect(await read(await unread())).toBe(TEXT);
  });

  test.for([
    ["json", success],
    ["text", TEXT],
  ] as const)("is parsed as %s by openapi-fetch", async ([parseAs, expected]) => {
    await using server = await startHostileServer(answersJson(success));
    const { data } = await clientOf(server.url).http.POST(PATH, { body: syntheticParams, parseAs });
    expect(data).toEqual(expected);
  });

  test("has no body where the server sent none", async () => {
    expect((await unread("")).body).toBeNull();
  });

  test("is read right where its bytes are a part of a larger buffer", async () => {
    const part = new TextEncoder().encode(`before${TEXT}`).subarray("before".length);
    const body = new ReadableStream({
      start(stream) {
        stream.enqueue(part);
        stream.close();
      },
    });
    const hamsa = clientOf("https://api.example.com", { fetch: async () => new Response(body) });
    const { response } = await hamsa.http.POST(PATH, { body: syntheticParams, parseAs: "stream" });
    expect(Buffer.from(await response.arrayBuffer()).toString()).toBe(TEXT);
  });

  test("has the secrets masked, however it is read", async () => {
    await using server = await startHostileServer(echoes(200));
    const { response } = await clientOf(server.url).http.POST(PATH, { body: syntheticParams, parseAs: "stream" });
    const texts = [await new Response(response.clone().body).text(), await response.text()];
    for (const text of texts) {
      expect(text).toContain("[masked]");
      expect(text).not.toContain(syntheticParams.twilioAuthToken);
    }
  });

  test("goes through the middleware, which may replace it", async () => {
    await using server = await startHostileServer(answersJson(success));
    const { http } = clientOf(server.url);
    http.use({ onResponse: async ({ response }) => new Response(response.body, { status: 202 }) });
    const { data, response } = await http.POST(PATH, { body: syntheticParams });
    expect(data).toEqual(success);
    expect(response.status).toBe(202);
  });
});
