import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";

/** A request as it arrived. */
export interface Received {
  readonly head: string;
  readonly body: string;
}

/** How a server handles the nth request (from 0). It gets the bare socket. */
export type Behavior = (socket: Socket, request: Received, n: number) => void;

/** A real server on a free loopback port that behaves as badly as needed. */
export interface HostileServer extends AsyncDisposable {
  readonly url: string;
  /** Every request that arrived whole, oldest first. */
  readonly requests: readonly Received[];
  /** Resolves once that many requests have arrived. */
  received(count: number): Promise<void>;
}

/** Starts a server whose HTTP is whatever the behavior writes; with `tls`, it uses that certificate. */
export async function startHostileServer(
  behavior: Behavior,
  tls?: { key: string; cert: string },
): Promise<HostileServer> {
  const requests: Received[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const sockets = new Set<Socket>();
  const onConnection = (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => {});
    eachRequest(socket, (request) => {
      requests.push(request);
      behavior(socket, request, requests.length - 1);
      for (const { count, resolve } of waiting) if (requests.length >= count) resolve();
    });
  };
  const server: Server = tls ? createTlsServer(tls, onConnection) : createServer(onConnection);
  server.on("tlsClientError", () => {});
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    requests,
    received: (count) =>
      new Promise((resolve) => (requests.length >= count ? resolve() : waiting.push({ count, resolve }))),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await once(server.close(), "close");
    },
  };
}

/** Calls back for each request on a connection, once its body has arrived. */
function eachRequest(socket: Socket, callback: (request: Received) => void): void {
  let buffered = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => {
    buffered += chunk;
    const headEnd = buffered.indexOf("\r\n\r\n");
    if (headEnd === -1) return;
    const head = buffered.slice(0, headEnd);
    const length = Number(/^content-length: *([0-9]+)/im.exec(head)?.[1] ?? 0);
    const end = headEnd + 4 + length;
    if (buffered.length < end) return;
    const body = Buffer.from(buffered.slice(headEnd + 4, end), "latin1").toString();
    buffered = buffered.slice(end);
    callback({ head, body });
  });
}

/** Nothing listens on this port, and the system never hands out one that low; a freed port could be taken by another process. */
export const REFUSING_URL = "http://127.0.0.1:2";
