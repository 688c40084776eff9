import { setTimeout as wait } from "node:timers/promises";
import type { Plan } from "../probes/plan.js";
import { probesOf } from "../probes/probes.js";
import type { Exchange } from "./exchange.js";
import { type Limits, send } from "./send.js";

/** A server that asks for a longer pause is not waited for: its 429 is no verdict. */
const LONGEST_PAUSE_MS = 2_000;

/** How a plan is sent. */
export interface Sending extends Limits {
  /** How many requests that must be refused are under way at once. @default 4 */
  readonly concurrency?: number | undefined;
}

/**
 * Sends a plan's probes, and hands over each exchange in the plan's order: all up to the last that changes
 * something one after the other, the others side by side. After a 429 they go one by one, and after the
 * pause that the server asks for once more.
 */
export async function* sendEach(
  target: string,
  plan: Plan,
  { concurrency = 4, ...limits }: Sending,
): AsyncGenerator<Exchange> {
  const probes = probesOf(plan);
  const alone = probes.findLastIndex(({ changes }) => changes) + 1 || 1;
  for (const probe of probes.slice(0, alone)) yield await send(target, probe, limits);
  const underWay: Promise<Exchange>[] = [];
  let atOnce = concurrency;
  const next = async (): Promise<Exchange> => {
    const exchange = (await underWay.shift()) as Exchange;
    if (exchange.answer?.status !== 429) return exchange;
    atOnce = 1;
    return (await afterPause(target, exchange, limits)) ?? exchange;
  };
  for (const probe of probes.slice(alone)) {
    underWay.push(send(target, probe, limits));
    while (underWay.length >= atOnce) yield await next();
  }
  while (underWay.length > 0) yield await next();
}

/** The same request once more, if the server says when, and that is soon. */
async function afterPause(target: string, { probe, answer }: Exchange, limits: Limits): Promise<Exchange | undefined> {
  const seconds = /^[0-9]+$/.exec(answer?.headers["retry-after"] ?? "")?.[0];
  if (seconds === undefined || Number(seconds) * 1000 > LONGEST_PAUSE_MS) return undefined;
  await wait(Number(seconds) * 1000);
  return send(target, probe, limits);
}

/** All exchanges of a plan. */
export async function sendAll(target: string, plan: Plan, sending: Sending): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  for await (const exchange of sendEach(target, plan, sending)) exchanges.push(exchange);
  return exchanges;
}
