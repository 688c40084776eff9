import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Provider, ReceivedRequest } from "./messages.js";

/** A provider that listens. */
export interface Served extends AsyncDisposable {
  readonly url: string;
  /** Every request that it received, in order. */
  readonly requests: readonly ReceivedRequest[];
}

/** Lets a provider listen on a free port of loopback until its scope ends, and take a while for each response. */
export async function serve(provider: Provider, latencyMs = 0): Promise<Served> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const request = await read(incoming);
    requests.push(request);
    const reply = provider(request);
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
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
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
