import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Asked, Provider } from "./messages.js";

/** A provider that listens. */
export interface Served extends AsyncDisposable {
  readonly url: string;
  /** Everything it was asked, in order. */
  readonly asked: readonly Asked[];
}

/** Lets a provider listen on a free port of loopback until its scope ends. */
export async function serve(provider: Provider): Promise<Served> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const question = await read(request);
    asked.push(question);
    deliver(provider(question), response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return {
    method: request.method ?? "",
    path: request.url ?? "",
    headers: request.headers as Asked["headers"],
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
