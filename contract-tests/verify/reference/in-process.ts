import type { Exchange } from "../../../src/verify/exchange/exchange.js";
import { openRoute } from "../../../src/verify/exchange/open-route.js";
import { closeRoute } from "../../../src/verify/exchange/route.js";
import { send } from "../../../src/verify/exchange/send.js";
import type { SendAllOptions } from "../../../src/verify/exchange/send-all.js";
import type { Probe } from "../../../src/verify/probes/probe.js";
import type { Provider, ReceivedRequest, Reply } from "./messages.js";
import { serve } from "./serve.js";

/** A body this long is for the transport to stop. */
const LONG_BODY = 2 ** 16;

/** Makes exchanges with a provider in this process, which takes half the time of loopback. */
export function exchangeInProcess(provider: Provider): NonNullable<SendAllOptions["exchange"]> {
  return async (probe, options) => {
    const reply = provider(toRequest(probe, options.headers));
    if (!needsTransport(reply)) return { probe, durationMs: 0, response: toResponse(reply) };
    await using served = await serve(() => reply);
    const route = await openRoute(served.url, options);
    try {
      return await send(route, probe, options);
    } finally {
      closeRoute(route);
    }
  };
}

/** Whether the transport does something with the reply: it breaks off, decodes the body, or gives up. */
function needsTransport({ headers, body, delivery }: Reply): boolean {
  return delivery !== undefined || "content-encoding" in headers || body.length > LONG_BODY;
}

export function toRequest({ method, path, headers, body = "" }: Probe, more = {}): ReceivedRequest {
  return { method, path, headers: onTheWire({ ...more, ...headers }), body };
}

export function toResponse({ status, headers, body }: Reply): NonNullable<Exchange["response"]> {
  const isEmpty = status === 204 || status === 304;
  return { status, headers: onTheWire(headers), body: isEmpty ? Buffer.of() : Buffer.from(body) };
}

/** Names of headers have no case, and their values no space around them. */
function onTheWire(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value.trim()]));
}
