import http from "node:http";
import https from "node:https";
import tls from "node:tls";
import { proxyAddress, proxyAuthorization, type Route, type RouteOptions } from "./route.js";

/** The way to a server over https. */
export function openSecureRoute(target: URL, { ca, proxy }: RouteOptions): Route {
  const agent = new https.Agent({ keepAlive: true, ...(ca && { ca: [...ca] }) });
  const route = { target, proxy, agent, request: https.request, closing: new AbortController() };
  if (proxy === undefined) return route;
  const createConnection = (options: tls.ConnectionOptions, done: Done) => void openTunnel(route, proxy, options, done);
  return { ...route, agent: Object.assign(agent, { createConnection }) };
}

type Done = (error: Error | null, socket?: tls.TLSSocket) => void;

/** Asks the proxy for a connection to the server and starts TLS on it. */
function openTunnel({ target, closing }: Route, proxy: URL, options: tls.ConnectionOptions, done: Done): void {
  const authority = `${target.hostname}:${target.port || 443}`;
  const request = http.request({
    ...proxyAddress(proxy),
    method: "CONNECT",
    path: authority,
    headers: { host: authority, ...proxyAuthorization(proxy) },
    agent: false,
    signal: closing.signal,
  });
  request.once("error", done);
  request.once("connect", ({ statusCode }, socket) => {
    if (statusCode !== 200) {
      socket.destroy();
      return done(new Error(`CONNECT ${authority} got the response ${statusCode}`));
    }
    // The agent has put the server's name into the options, and hears only the first call of `done`.
    const secured = tls.connect({ ...options, socket });
    secured.once("error", done).once("secureConnect", () => done(null, secured));
  });
  request.end();
}
