import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { generate } from "selfsigned";
import { beforeAll, describe, expect, test } from "vitest";
import { findProxy } from "../../src/command/verify/proxy.js";
import { proxyAddress, proxyAuthorization } from "../../src/verify/exchange/route.js";
import { type Behavior, REFUSING_URL, startHostileServer } from "../support/hostile-server.js";
import { GET, head, OK, POST, REGISTRATION, sendTo } from "./send-to.js";

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
  const responds: Behavior = (socket) => socket.write(OK);

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

  test("a connection is kept open for the next request", async () => {
    const sockets = new Set<Socket>();
    const behavior: Behavior = (socket) => sockets.add(socket) && socket.write(OK);
    await using server = await startHostileServer(behavior, certificate);
    await sendTo(server.url, [GET, GET], { ca: [certificate.cert] });
    expect(server.requests).toHaveLength(2);
    expect(sockets.size).toBe(1);
  });

  test("a connection that closes without a response is broken off, and not unconnected", async () => {
    await using server = await startHostileServer((socket) => void socket.destroy(), certificate);
    const [exchange] = await sendTo(server.url, [GET], { ca: [certificate.cert] });
    expect(exchange?.failure?.reason).toBe("broken off");
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

  test("a proxy carries requests to an address without a name", async () => {
    await using server = await startHostileServer(responds, certificate);
    await using proxy = await startTunnel(new URL(server.url));
    const options = { ca: [certificate.cert], proxy: new URL(proxy.url) };
    const [exchange] = await sendTo("https://127.0.0.1:8443", [GET], options);
    expect(exchange?.response?.status).toBe(200);
    expect(proxy.requests).toEqual(["CONNECT 127.0.0.1:8443 undefined"]);
  });

  test.for([
    ["an unknown CA", "https://hamsa.test", "SELF_SIGNED"],
    ["another name", "https://other.test", "ERR_TLS_CERT_ALTNAME_INVALID"],
  ] as const)("a certificate of %s is not trusted through a proxy either", async ([, target, code]) => {
    await using server = await startHostileServer(responds, certificate);
    await using proxy = await startTunnel(new URL(server.url));
    const url = new URL(proxy.url);
    const ca = code === "SELF_SIGNED" ? undefined : [certificate.cert];
    const [exchange] = await sendTo(target, [GET], { ca, proxy: url });
    expect(exchange?.failure).toEqual({
      reason: "not connected",
      detail: expect.stringMatching(`^through the proxy ${url.host}, .*${code}`),
    });
    expect(server.requests).toEqual([]);
  });

  test("a proxy that can't be reached is reported by its name", async () => {
    const [exchange] = await sendTo("https://hamsa.test", [GET], { proxy: new URL(REFUSING_URL) });
    expect(exchange?.failure).toEqual({
      reason: "not connected",
      detail: "through the proxy 127.0.0.1:2, ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:2",
    });
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
  await using proxy = await startHostileServer((socket) => socket.write(OK));
  const [exchange] = await sendTo("http://hamsa.test/base", [GET], { proxy: new URL(proxy.url) });
  expect(exchange?.response?.status).toBe(200);
  expect(proxy.requests[0]?.head).toMatch(/^GET http:\/\/hamsa\.test\/base\/list\?take=1 HTTP\/1\.1\r\n/);
  expect(proxy.requests[0]?.head).toMatch(/^host: hamsa\.test\r$/im);
});

describe("a proxy", () => {
  test.for([
    ["http://proxy.example:3128", { host: "proxy.example", port: 3128 }],
    ["http://proxy.example", { host: "proxy.example", port: 80 }],
    ["http://[::1]:3128", { host: "::1", port: 3128 }],
  ] as const)("at %s has the address %j", ([url, address]) => {
    expect(proxyAddress(new URL(url))).toEqual(address);
  });

  test.for([
    ["http://proxy.example", undefined],
    ["http://me:p%40ss@proxy.example", "me:p@ss"],
    ["http://me@proxy.example", "me:"],
  ] as const)("%s gets the credentials %s", ([url, credentials]) => {
    const expected = credentials && { "proxy-authorization": `Basic ${Buffer.from(credentials).toString("base64")}` };
    expect(proxyAuthorization(new URL(url))).toEqual(expected ?? {});
  });
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
