import http from "node:http";
import type { Socket } from "node:net";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { openRoute } from "../../src/verify/exchange/open-route.js";
import { closeRoute } from "../../src/verify/exchange/route.js";
import { type SendOptions, send } from "../../src/verify/exchange/send.js";
import { type Behavior, REFUSING_URL, startHostileServer } from "../support/hostile-server.js";
import { GET, head, POST, sendTo } from "./send-to.js";

/** What is received from a server that writes exactly this. */
async function receiveFrom(wire: string | Uint8Array, options?: Partial<SendOptions>) {
  await using server = await startHostileServer((socket) => socket.end(wire));
  const [exchange] = await sendTo(server.url, [GET], options);
  return exchange;
}

describe("a request", () => {
  test("reaches the server as it is, with its length in bytes", async () => {
    await using server = await startHostileServer((socket) => socket.end(head("204 No Content")));
    await sendTo(`${server.url}/base/`, [{ ...POST, headers: { authorization: "Token key" } }]);
    const [request] = server.requests;
    expect(request?.head).toMatch(/^POST \/base\/numbers HTTP\/1\.1\r\n/);
    expect(request?.head).toMatch(/^authorization: Token key\r$/im);
    expect(request?.head).toMatch(/^content-length: 14\r$/im);
  });
});

describe("a response", () => {
  test("is received as it is, with every header line", async () => {
    const wire = head("299 Odd", "Content-Type: application/json", "content-type: text/html", "content-length: 2");
    const exchange = await receiveFrom(`${wire}{}`);
    expect(exchange?.response).toEqual({
      status: 299,
      headers: { "content-type": "application/json, text/html", "content-length": "2" },
      body: Buffer.from("{}"),
    });
  });

  test("that redirects is not followed", async () => {
    await using server = await startHostileServer((socket) => socket.end(head("307 Temporary", "location: /other")));
    const [exchange] = await sendTo(server.url, [POST]);
    expect(exchange?.response).toMatchObject({ status: 307, headers: { location: "/other" } });
    expect(server.requests).toHaveLength(1);
  });

  test("that switches protocols has no body", async () => {
    const wire = head("101 Switching Protocols", "connection: upgrade", "upgrade: other");
    expect((await receiveFrom(wire))?.response).toMatchObject({ status: 101, body: new Uint8Array() });
  });

  const text = '{"message":"compressed"}';
  test.for([
    ["gzip", gzipSync(text)],
    ["x-gzip", gzipSync(text)],
    ["deflate", deflateSync(text)],
    ["deflate", deflateRawSync(text)],
    ["br", brotliCompressSync(text)],
    ["gzip, br", brotliCompressSync(gzipSync(text))],
    ["identity", Buffer.from(text)],
  ] as const)("in the content coding %s is decoded", async ([coding, bytes]) => {
    const wire = Buffer.concat([Buffer.from(head("200 OK", `content-encoding: ${coding}`)), bytes]);
    expect(Buffer.from((await receiveFrom(wire))?.response?.body ?? []).toString()).toBe(text);
  });
});

describe("a body", () => {
  test("that is empty is not decoded", async () => {
    const exchange = await receiveFrom(head("200 OK", "content-encoding: gzip", "content-length: 0"));
    expect(exchange?.response).toMatchObject({ status: 200, body: Buffer.of() });
  });

  test("of 1 MiB is received, and one byte more is too large", async () => {
    const bodies = [2 ** 20, 2 ** 20 + 1].map((size) =>
      Buffer.concat([Buffer.from(head("200 OK")), Buffer.alloc(size)]),
    );
    const [most, tooMuch] = [await receiveFrom(bodies[0] ?? ""), await receiveFrom(bodies[1] ?? "")];
    expect(most?.response?.body).toHaveLength(2 ** 20);
    expect(tooMuch?.failure).toEqual({ reason: "too large", detail: "the body has more than 1048576 bytes" });
  });
});

describe("a failure", () => {
  const megabytes = Buffer.alloc(3 * 1024 * 1024, " ");
  test.for([
    ["a response that ends before its length", `${head("200 OK", "content-length: 10")}{}`, "broken off"],
    ["chunks that don't end", `${head("200 OK", "transfer-encoding: chunked")}2\r\n{}\r\n`, "broken off"],
    ["something that is not HTTP", "220 smtp.example ready\r\n", "broken off"],
    ["no bytes at all", "", "broken off"],
    ["a content coding that is not the named one", `${head("200 OK", "content-encoding: gzip")}not gzip`, "broken off"],
    ["a body without end", Buffer.concat([Buffer.from(head("200 OK")), megabytes]), "too large"],
    [
      "a compressed body that is too large",
      Buffer.concat([Buffer.from(head("200 OK", "content-encoding: gzip")), gzipSync(megabytes)]),
      "too large",
    ],
  ] as const)("is reported for %s", async ([, wire, reason]) => {
    const exchange = await receiveFrom(wire);
    expect(exchange).toMatchObject({ failure: { reason } });
    expect(exchange?.failure?.detail).not.toBe("");
  });

  test.for<[string, Behavior]>([
    ["never responds", () => {}],
    ["stalls within the head", (socket) => void socket.write("HTTP/1.1 200 OK\r\ncontent-")],
    ["stalls within the body", (socket) => void socket.write(`${head("200 OK", "content-length: 10")}{`)],
    ["sends byte by byte", (socket) => sendDrops(socket)],
  ])("is reported after the time limit for a server that %s", async ([, behavior]) => {
    await using server = await startHostileServer(behavior);
    const [exchange] = await sendTo(server.url, [GET], { timeoutMs: 200 });
    expect(exchange?.failure).toEqual({ reason: "too late", detail: "no complete response in 200 ms" });
  });

  test("before the connection is open says so", async () => {
    const [exchange] = await sendTo(REFUSING_URL, [GET]);
    expect(exchange?.failure).toEqual({
      reason: "not connected",
      detail: "ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:2",
    });
  });

  test("at all addresses of a host is described by the first", async () => {
    const addresses = ["127.0.0.1", "127.0.0.2"].map((address) => ({ address, family: 4 }));
    const agent = new http.Agent({ lookup: (_host, _options, callback) => callback(null, addresses) });
    const route = { ...(await openRoute("http://hamsa.test:2", {})), agent };
    onTestFinished(() => closeRoute(route));
    expect((await send(route, GET, { timeoutMs: 5_000 })).failure).toEqual({
      reason: "not connected",
      detail: "ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:2",
    });
  });

  test("is reported for a header that HTTP forbids", async () => {
    const [exchange] = await sendTo(REFUSING_URL, [GET], { headers: { "x-gateway": "two\nlines" } });
    expect(exchange?.failure).toEqual({
      reason: "not connected",
      detail: 'ERR_INVALID_CHAR: Invalid character in header content ["x-gateway"]',
    });
  });
});

/** One byte of a body each time the socket has taken the one before. */
function sendDrops(socket: Socket): void {
  socket.write(head("200 OK"));
  const timer = setInterval(() => socket.write(" "), 10);
  socket.on("close", () => clearInterval(timer));
}
