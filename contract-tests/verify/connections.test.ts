import { once } from "node:events";
import type { Socket } from "node:net";
import { describe, expect, test, vi } from "vitest";
import { openRoute } from "../../src/verify/exchange/open-route.js";
import { closeRoute } from "../../src/verify/exchange/route.js";
import { send } from "../../src/verify/exchange/send.js";
import { sendAll } from "../../src/verify/exchange/send-all.js";
import { UNKNOWN_PATH } from "../../src/verify/probes/plan.js";
import { type Behavior, startHostileServer } from "../support/hostile-server.js";
import { useVirtualTime } from "../support/virtual-time.js";
import { REFERENCE_KEY } from "./reference/provider.js";
import { GET, head, OK, POST, REGISTRATION, sendTo } from "./send-to.js";

describe("a connection", () => {
  /** A server that responds to everything, with the connection of each request. */
  const startServer = async () => {
    const sockets: Socket[] = [];
    const server = await startHostileServer((socket) => {
      sockets.push(socket);
      socket.write(OK);
    });
    return Object.assign(server, { sockets });
  };
  const waitUntilClosed = async (socket?: Socket) => socket?.closed || (await once(socket as Socket, "close"));

  test("is kept open for the next request", async () => {
    await using server = await startServer();
    await sendTo(server.url, [GET, POST, GET]);
    expect(server.sockets).toHaveLength(3);
    expect(new Set(server.sockets).size).toBe(1);
  });

  test("is closed after a request that changes something", async () => {
    await using server = await startServer();
    await sendTo(server.url, [REGISTRATION]);
    await waitUntilClosed(server.sockets[0]);
  });

  test("is closed with its route", async () => {
    await using server = await startServer();
    const route = await openRoute(server.url, {});
    await send(route, GET, { timeoutMs: 5_000 });
    expect(server.sockets[0]?.closed).toBe(false);
    closeRoute(route);
    await waitUntilClosed(server.sockets[0]);
  });

  test("is closed after the last request of a plan", async () => {
    await using server = await startServer();
    const plan = { apiKey: REFERENCE_KEY, safe: true, needed: new Set([UNKNOWN_PATH]) };
    await sendAll(server.url, plan, { timeoutMs: 5_000 });
    await waitUntilClosed(server.sockets[0]);
  });
});

describe("a connection that the server closes without notice", () => {
  /** Closes each connection when a second request arrives on it. */
  const forgetful = () => {
    const used = new WeakSet<Socket>();
    const behavior: Behavior = (socket) => {
      if (used.has(socket)) return void socket.destroy();
      used.add(socket);
      socket.write(OK);
    };
    return behavior;
  };

  test("is replaced, and the request is sent again", async () => {
    await using server = await startHostileServer(forgetful());
    const exchanges = await sendTo(server.url, [GET, GET, POST]);
    expect(exchanges.map(({ response }) => response?.status)).toEqual([200, 200, 200]);
  });

  test("is never used for what changes something, which is sent once", async () => {
    await using server = await startHostileServer(forgetful());
    const [, exchange] = await sendTo(server.url, [GET, REGISTRATION]);
    expect(exchange?.response?.status).toBe(200);
    expect(server.requests).toHaveLength(2);
  });

  test("is reported if the server closes the new one too", async () => {
    await using server = await startHostileServer((socket, _, n) =>
      n === 0 ? void socket.write(OK) : void socket.destroy(),
    );
    const [, exchange] = await sendTo(server.url, [GET, GET]);
    expect(exchange?.failure?.reason).toBe("broken off");
  });

  test("is reported, and nothing is sent again, once the response has begun", async () => {
    await using server = await startHostileServer((socket, _, n) =>
      n === 0 ? void socket.write(OK) : void socket.end(`${head("200 OK", "content-length: 10")}{`),
    );
    const [, exchange] = await sendTo(server.url, [GET, GET]);
    expect(exchange?.failure?.reason).toBe("broken off");
    expect(server.requests).toHaveLength(2);
  });
});

describe("the time of an exchange", () => {
  useVirtualTime();

  test("is measured from sending the request to the end of the response", async () => {
    await using server = await startHostileServer((socket, _, n) => {
      vi.advanceTimersByTime([100, 300][n] ?? 0);
      socket.write(OK);
    });
    const exchanges = await sendTo(server.url, [GET, GET]);
    expect(exchanges.map(({ durationMs }) => durationMs)).toEqual([100, 300]);
  });

  test("is limited for both attempts together, if the request is sent again", async () => {
    await using server = await startHostileServer((socket, _, n) => {
      vi.advanceTimersByTime([0, 600, 400][n] ?? 0);
      if (n === 1) socket.destroy();
      else socket.write(OK);
    });
    const [, exchange] = await sendTo(server.url, [GET, GET], { timeoutMs: 1_000 });
    expect(exchange?.failure).toEqual({ reason: "too late", detail: "no complete response in 1000 ms" });
  });

  test("leaves no timer that would keep the process running", async () => {
    await using server = await startHostileServer((socket) => socket.write(OK));
    await sendTo(server.url, [GET, REGISTRATION]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
