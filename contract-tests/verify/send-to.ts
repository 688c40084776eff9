import { onTestFinished } from "vitest";
import { openRoute } from "../../src/verify/exchange/open-route.js";
import { closeRoute } from "../../src/verify/exchange/route.js";
import { type SendOptions, send } from "../../src/verify/exchange/send.js";
import type { Probe } from "../../src/verify/probes/probe.js";

export const GET: Probe = { id: "get", title: "a request", method: "GET", path: "/list?take=1", headers: {} };
export const POST: Probe = { ...GET, id: "post", method: "POST", path: "/numbers", body: '{"label":"é"}' };
export const REGISTRATION: Probe = { ...POST, id: "registration", isValid: true, change: "registration" };

/** The head of a response, for a server that writes it itself. */
export const head = (...lines: string[]) => `HTTP/1.1 ${lines.join("\r\n")}\r\n\r\n`;

/** A whole response. */
export const OK = `${head("200 OK", "content-length: 2")}{}`;

/** Sends probes one after the other over one route. */
export async function sendTo(
  url: string,
  probes: readonly Probe[],
  { timeoutMs = 5_000, ...options }: Partial<SendOptions> = {},
) {
  const route = await openRoute(url, options);
  onTestFinished(() => closeRoute(route));
  const exchanges = [];
  for (const probe of probes) exchanges.push(await send(route, probe, { timeoutMs, ...options }));
  return exchanges;
}
