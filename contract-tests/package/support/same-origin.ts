import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on loopback that shows one page at `/` and passes `/name/...` on to the server of that name. */
export async function startSameOrigin(
  page: string,
  servers: Readonly<Record<string, string>>,
): Promise<AsyncDisposable & { readonly url: string }> {
  const proxy = createServer((incoming, outgoing) => {
    const [, name = "", path = ""] = /^\/([a-z]*)(.*)$/.exec(incoming.url ?? "") ?? [];
    const server = servers[name];
    if (server === undefined) return outgoing.setHeader("content-type", "text/html").end(page);
    const { method, headers } = incoming;
    const passedOn = request(`${server}${path}`, { method, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passedOn.on("error", () => outgoing.destroy());
    outgoing.on("close", () => passedOn.destroy());
    incoming.pipe(passedOn);
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
