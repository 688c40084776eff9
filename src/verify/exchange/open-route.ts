import http from "node:http";
import type { Route, RouteOptions } from "./route.js";

/** Opens the way to a server, over http or https. */
export async function openRoute(target: string | URL, options: RouteOptions): Promise<Route> {
  const url = new URL(target);
  // TLS takes a while to load, and a server on loopback rarely needs it.
  if (url.protocol === "https:") return (await import("./secure-route.js")).openSecureRoute(url, options);
  const agent = new http.Agent({ keepAlive: true });
  return { target: url, proxy: options.proxy, agent, request: http.request, closing: new AbortController() };
}
