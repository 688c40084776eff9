import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Provider, ReceivedRequest, Reply } from "./messages.js";

/** A provider that listens. */
export interface Served extends AsyncDisposable {
  readonly url: string;
  /** Stops listening and breaks all connections. Resolves with a function that listens again, on the same port. */
  pause(): Promise<() => Promise<void>>;
  /** Every request that it received, in order. */
  readonly requests: readonly ReceivedRequest[];
}

/** A provider that takes its time. */
export type SlowProvider = (request: ReceivedRequest) => Promise<Reply>;

/** Lets a provider listen on a free port of loopback until its scope ends, and take a while for each response. */
export async function serve(provider: Provider | SlowProvider, latencyMs = 0): Promise<Served> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const request = await read(incoming);
    requests.push(request);
    const reply = await provider(request);
    if (latencyMs > 0) await wait(latencyMs);
    deliver(reply, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async pause() {
      await close(server);
      return () => new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
    },
    [Symbol.asyncDispose]: () => close(server),
  };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

async function read(request: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return {
    method: request.method ?? "",
    path: request.url ?? "",
    headers: request.headers as ReceivedRequest["headers"],
    body: Buffer.concat(chunks).toString(),
  };
}

function deliver({ status, headers, body, delivery }: ReturnType<Provider>, response: ServerResponse): void {
  if (delivery === "never") return;
  if (delivery === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  const bytes = Buffer.from(body);
  response.writeHead(status, { "content-length": bytes.length, ...headers });
  if (delivery !== "cut short") {
    response.end(bytes);
    return;
  }
  response.write(bytes.subarray(0, -5), () => response.socket?.destroy());
}
