import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** Starts a loopback server that serves one page at `/` and forwards `/name/...` to the server of that name. */
export async function startSameOrigin(
  page: string,
  servers: Readonly<Record<string, string>>,
): Promise<AsyncDisposable & { readonly url: string }> {
  const proxy = createServer((incoming, outgoing) => {
    const [, name = "", path = ""] = /^\/([a-z]*)(.*)$/.exec(incoming.url ?? "") ?? [];
    const server = servers[name];
    if (server === undefined) return outgoing.setHeader("content-type", "text/html").end(page);
    const { method, headers } = incoming;
    const forwarded = request(`${server}${path}`, { method, headers, agent: false }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    forwarded.on("error", () => outgoing.destroy());
    outgoing.on("close", () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  await once(proxy.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      proxy.closeAllConnections();
      await once(proxy.close(), "close");
    },
  };
}
