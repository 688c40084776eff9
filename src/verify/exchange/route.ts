import type http from "node:http";
import type { Agent, ClientRequest, RequestOptions } from "node:http";

/** How a server is reached. */
export interface RouteOptions {
  /** The CA certificates to trust, in PEM. @default those that Node trusts */
  readonly ca?: readonly string[] | undefined;
  /** The http proxy to go through. Its user and password are sent only to it. */
  readonly proxy?: URL | undefined;
}

/** The way to a server. It keeps connections open for the next requests until it is closed. */
export interface Route {
  readonly target: URL;
  readonly proxy: URL | undefined;
  readonly agent: Agent;
  /** `request` of `node:http` or `node:https`. */
  readonly request: typeof http.request;
  /** Aborts what is still being opened. */
  readonly closing: AbortController;
}

export function closeRoute({ agent, closing }: Route): void {
  closing.abort();
  agent.destroy();
}

/** Opens a request to a path of the server. A proxy gets the whole URL of an http request; https goes through a tunnel. */
export function openRequest(
  { target, proxy, agent, request }: Route,
  path: string,
  options: RequestOptions,
): ClientRequest {
  const url = new URL(target.href.replace(/\/$/, "") + path);
  if (proxy === undefined || url.protocol === "https:") return request(url, { ...options, agent });
  const headers = { host: url.host, ...options.headers, ...proxyAuthorization(proxy) };
  return request({ ...options, ...proxyAddress(proxy), agent, path: url.href, headers });
}

export function proxyAddress({ hostname, port }: URL): { readonly host: string; readonly port: number } {
  // A URL has brackets around an IPv6 address; a socket's address does not.
  return { host: hostname.replace(/[[\]]/g, ""), port: Number(port || 80) };
}

export function proxyAuthorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === "") return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(credentials).toString("base64")}` };
}
