import type { ClientRequest, IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";
import { changesSomething, type Probe } from "../probes/probe.js";
import type { Exchange, Failure, RawResponse } from "./exchange.js";
import { openRoute } from "./open-route.js";
import { BodyTooLargeError, receive } from "./receive.js";
import { closeRoute, openRequest, type Route, type RouteOptions } from "./route.js";

const DEFAULT_HEADERS = { "user-agent": "hamsa-twilio verify", "accept-encoding": "gzip, deflate, br" };

export interface SendOptions extends RouteOptions {
  /** How long one exchange may take, its body included. */
  readonly timeoutMs: number;
  /** Headers for a gateway in front of the server. They appear in no report. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * One exchange with the server, without following redirects, and limited in time and size. The promise never
 * rejects: what went wrong is part of the exchange.
 *
 * A server may close an idle connection at the moment when it is used again. So a probe that changes something
 * has a connection of its own, and any other is sent again on a new one.
 */
export async function send(route: Route, probe: Probe, options: SendOptions): Promise<Exchange> {
  const start = performance.now();
  const shared = changesSomething(probe) ? undefined : await sendOnce(route, probe, options, start);
  const result = shared === undefined || shared === "stale" ? await sendAlone(route, probe, options, start) : shared;
  return { probe, durationMs: Math.round(performance.now() - start), ...result };
}

/** Sends on a new connection, which is never stale. */
async function sendAlone({ target }: Route, probe: Probe, options: SendOptions, start: number): Promise<Result> {
  const route = await openRoute(target, options);
  try {
    return (await sendOnce(route, probe, options, start)) as Result;
  } finally {
    closeRoute(route);
  }
}

type Result = { readonly response: RawResponse } | { readonly failure: Failure };

/** Resolves with `"stale"` if the server closed a used connection before it responded. */
async function sendOnce(route: Route, probe: Probe, options: SendOptions, start: number): Promise<Result | "stale"> {
  const { timeoutMs, headers } = options;
  const body = probe.body === undefined ? undefined : Buffer.from(probe.body);
  const timer = startTimer(timeoutMs - (performance.now() - start));
  let request: ClientRequest | undefined;
  let head: IncomingMessage | undefined;
  let isConnected: (() => boolean) | undefined;
  try {
    request = openRequest(route, probe.path, {
      method: probe.method,
      headers: { ...DEFAULT_HEADERS, ...headers, ...probe.headers, ...(body && { "content-length": body.length }) },
    });
    isConnected = watchConnection(request);
    head = await Promise.race([receiveHead(request.end(body)), timer.expired]);
    return { response: await Promise.race([receive(head), timer.expired]) };
  } catch (error) {
    request?.destroy();
    if (error instanceof TooLateError)
      return { failure: { reason: "too late", detail: `no complete response in ${timeoutMs} ms` } };
    if (error instanceof BodyTooLargeError) return { failure: { reason: "too large", detail: error.message } };
    if (request?.reusedSocket && head === undefined) return "stale";
    return {
      failure: { reason: isConnected?.() ? "broken off" : "not connected", detail: describeError(error, route) },
    };
  } finally {
    timer.stop();
  }
}

class TooLateError extends Error {}

function startTimer(ms: number) {
  let stop = () => {};
  const expired = new Promise<never>((_, reject) => {
    const timeout = setTimeout(() => reject(new TooLateError()), ms);
    stop = () => clearTimeout(timeout);
  });
  return { expired, stop };
}

/** Returns whether the request's connection is open, TLS included. Before that, nothing has reached the server. */
function watchConnection(request: ClientRequest): () => boolean {
  let isOpen = false;
  const open = () => {
    isOpen = true;
  };
  request.once("socket", (socket) => {
    const { connecting, secureConnecting } = socket as TLSSocket & { readonly secureConnecting?: boolean };
    if (!connecting && !secureConnecting) open();
    else socket.once(secureConnecting === undefined ? "connect" : "secureConnect", open);
  });
  return () => isOpen;
}

function receiveHead(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request
      .once("response", resolve)
      .once("upgrade", (head, socket) => {
        socket.destroy();
        resolve(head);
      })
      // A later error belongs to the body, which reports it too.
      .on("error", reject);
  });
}

/** The code and the message; a host with several addresses has an error for each. */
function describeError(error: unknown, route: RouteOptions): string {
  const { errors, code, message } = error as NodeJS.ErrnoException & { readonly errors?: readonly unknown[] };
  if (errors?.[0] !== undefined) return describeError(errors[0], route);
  const detail = [code, message].filter(Boolean).join(": ");
  return route.proxy === undefined ? detail : `through the proxy ${route.proxy.host}, ${detail}`;
}
