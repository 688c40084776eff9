import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { generate } from "selfsigned";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { findProxy } from "../../src/command/verify/proxy.js";
import { openRoute } from "../../src/verify/exchange/open-route.js";
import { closeRoute, type RouteOptions } from "../../src/verify/exchange/route.js";
import { send } from "../../src/verify/exchange/send.js";
import type { Probe } from "../../src/verify/probes/probe.js";
import { type Behavior, REFUSING_URL, startHostileServer } from "../support/hostile-server.js";

const GET: Probe = { id: "get", title: "a request", method: "GET", path: "/list?take=1", headers: {} };
const POST: Probe = { ...GET, id: "post", method: "POST", path: "/numbers", body: '{"label":"é"}' };
const REGISTRATION: Probe = { ...POST, id: "registration", isValid: true, change: "registration" };

/** Sends probes one after the other over one route. */
async function sendTo(url: string, probes: readonly Probe[], { timeoutMs = 5_000, ...options }: Options = {}) {
  const route = await openRoute(url, options);
  onTestFinished(() => closeRoute(route));
  const exchanges = [];
  for (const probe of probes) exchanges.push(await send(route, probe, { timeoutMs, ...options }));
  return exchanges;
}

type Options = RouteOptions & { readonly timeoutMs?: number };

/** What is received from a server that writes exactly this. */
async function receiveFrom(wire: string | Uint8Array, options?: Options) {
  await using server = await startHostileServer((socket) => socket.end(wire));
  const [exchange] = await sendTo(server.url, [GET], options);
  return exchange;
}

const head = (...lines: string[]) => `HTTP/1.1 ${lines.join("\r\n")}\r\n\r\n`;

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
    expect(exchange?.failure).toMatchObject({
      reason: "not connected",
      detail: expect.stringContaining("ECONNREFUSED"),
    });
  });
});

/** One byte of a body each time the socket has taken the one before. */
function sendDrops(socket: Socket): void {
  socket.write(head("200 OK"));
  const timer = setInterval(() => socket.write(" "), 10);
  socket.on("close", () => clearInterval(timer));
}

describe("a connection that the server closes without notice", () => {
  /** Closes each connection when a second request arrives on it. */
  const forgetful = () => {
    const used = new WeakSet<Socket>();
    const connections: number[] = [];
    const behavior: Behavior = (socket, _, n) => {
      if (used.has(socket)) return void socket.destroy();
      used.add(socket);
      connections.push(n);
      socket.write(`${head("200 OK", "content-length: 2")}{}`);
    };
    return { behavior, connections };
  };

  test("is replaced, and the request is sent again", async () => {
    await using server = await startHostileServer(forgetful().behavior);
    const exchanges = await sendTo(server.url, [GET, GET, POST]);
    expect(exchanges.map(({ response }) => response?.status)).toEqual([200, 200, 200]);
  });

  test("is never used for what changes something, which is sent once", async () => {
    await using server = await startHostileServer(forgetful().behavior);
    const [, exchange] = await sendTo(server.url, [GET, REGISTRATION]);
    expect(exchange?.response?.status).toBe(200);
    expect(server.requests).toHaveLength(2);
  });

  test("is reported if the server closes the new one too", async () => {
    await using server = await startHostileServer((socket, _, n) =>
      n === 0 ? void socket.write(`${head("200 OK", "content-length: 2")}{}`) : void socket.destroy(),
    );
    const [, exchange] = await sendTo(server.url, [GET, GET]);
    expect(exchange?.failure?.reason).toBe("broken off");
  });
});

describe("over TLS", () => {
  let certificate: { key: string; cert: string };
  beforeAll(async () => {
    const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
      keyType: "ec",
      extensions: [
        {
          name: "subjectAltName",
          altNames: [
            { type: 2, value: "hamsa.test" },
            { type: 7, ip: "127.0.0.1" },
          ],
        },
      ],
    });
    certificate = { key, cert };
  });
  const responds: Behavior = (socket) => socket.write(`${head("200 OK", "content-length: 2")}{}`);

  test("an unknown CA is not trusted, and nothing is sent", async () => {
    await using server = await startHostileServer(responds, certificate);
    const [exchange] = await sendTo(server.url, [GET]);
    expect(exchange?.failure).toMatchObject({
      reason: "not connected",
      detail: expect.stringContaining("SELF_SIGNED"),
    });
    expect(server.requests).toEqual([]);
  });

  test("a given CA is trusted", async () => {
    await using server = await startHostileServer(responds, certificate);
    const exchanges = await sendTo(server.url, [GET, REGISTRATION, GET], { ca: [certificate.cert] });
    expect(exchanges.map(({ response }) => response?.status)).toEqual([200, 200, 200]);
  });

  test("a proxy carries what it can't read, and gets its own credentials", async () => {
    await using server = await startHostileServer(responds, certificate);
    await using proxy = await startTunnel(new URL(server.url));
    const url = new URL(proxy.url);
    url.username = "me";
    url.password = "p@ss";
    const authorized = { ...POST, headers: { authorization: "Token key" } };
    const [exchange] = await sendTo("https://hamsa.test", [authorized], { ca: [certificate.cert], proxy: url });
    expect(exchange?.response?.status).toBe(200);
    expect(proxy.requests).toEqual([`CONNECT hamsa.test:443 Basic ${Buffer.from("me:p@ss").toString("base64")}`]);
    expect(server.requests[0]?.head).toMatch(/authorization: Token key/i);
    expect(server.requests[0]?.head).not.toMatch(/proxy-authorization/i);
  });

  test("a proxy that refuses is reported by its name", async () => {
    await using proxy = await startHostileServer((socket) => socket.end(head("407 Proxy Authentication Required")));
    const proxyUrl = new URL(proxy.url);
    const [exchange] = await sendTo("https://hamsa.test", [POST], { proxy: proxyUrl });
    expect(exchange?.failure).toEqual({
      reason: "not connected",
      detail: `through the proxy ${proxyUrl.host}, CONNECT hamsa.test:443 got the response 407`,
    });
  });
});

test("an http proxy gets the whole URL", async () => {
  await using proxy = await startHostileServer((socket) => socket.write(`${head("200 OK", "content-length: 2")}{}`));
  const [exchange] = await sendTo("http://hamsa.test/base", [GET], { proxy: new URL(proxy.url) });
  expect(exchange?.response?.status).toBe(200);
  expect(proxy.requests[0]?.head).toMatch(/^GET http:\/\/hamsa\.test\/base\/list\?take=1 HTTP\/1\.1\r\n/);
  expect(proxy.requests[0]?.head).toMatch(/^host: hamsa\.test\r$/im);
});

/** A proxy that connects every CONNECT to one server. */
async function startTunnel(server: URL) {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const proxy = createServer();
  proxy.on("connect", ({ url, headers }, socket: Socket) => {
    requests.push(`CONNECT ${url} ${headers["proxy-authorization"]}`);
    const onward = connect(Number(server.port), server.hostname, () => {
      socket.write(head("200 Connection established"));
      onward.pipe(socket).pipe(onward);
    });
    for (const each of [socket, onward]) sockets.add(each.on("error", () => {}));
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

describe("the proxy of the environment", () => {
  const HTTPS = { HTTPS_PROXY: "http://proxy.example:3128" };
  test.for([
    ["https://api.example", HTTPS, "http://proxy.example:3128/"],
    ["https://api.example", { https_proxy: "proxy.example:3128" }, "http://proxy.example:3128/"],
    ["http://api.example", HTTPS, undefined],
    ["http://api.example", { HTTP_PROXY: "http://proxy.example" }, "http://proxy.example/"],
    ["https://api.example", {}, undefined],
    ["https://localhost:8443", HTTPS, undefined],
    ["https://127.0.0.1", HTTPS, undefined],
    ["https://[::1]", HTTPS, undefined],
    ["https://api.example", { ...HTTPS, NO_PROXY: "*" }, undefined],
    ["https://api.example", { ...HTTPS, NO_PROXY: "other.example, api.example" }, undefined],
    ["https://v1.api.example", { ...HTTPS, NO_PROXY: ".api.example" }, undefined],
    ["https://v1.api.example", { ...HTTPS, NO_PROXY: "api.example" }, undefined],
    ["https://myapi.example", { ...HTTPS, NO_PROXY: "api.example" }, "http://proxy.example:3128/"],
    ["https://api.example", { ...HTTPS, NO_PROXY: "api.example:443" }, undefined],
    ["https://api.example", { ...HTTPS, NO_PROXY: "api.example:8443" }, "http://proxy.example:3128/"],
  ] as const)("for %s by %j is %s", ([target, environment, proxy]) => {
    expect(findProxy(new URL(target), environment)?.href).toBe(proxy);
  });

  test.for(["socks5://proxy.example:1080", "https://proxy.example", "http://"])("%s is not supported", (value) => {
    expect(() => findProxy(new URL("https://api.example"), { HTTPS_PROXY: value })).toThrow(
      /HTTPS_PROXY is not the URL/,
    );
  });
});
