import type { Plan } from "../probes/plan.js";
import { probesOf } from "../probes/probes.js";
import type { Exchange } from "./exchange.js";
import { type Limits, send } from "./send.js";

/** Sends a plan's probes one after the other, and hands over each exchange as it ends. */
export async function* sendEach(target: string, plan: Plan, limits: Limits): AsyncGenerator<Exchange> {
  for (const probe of probesOf(plan)) yield await send(target, probe, limits);
}

/** All exchanges of a plan. */
export async function sendAll(target: string, plan: Plan, limits: Limits): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  for await (const exchange of sendEach(target, plan, limits)) exchanges.push(exchange);
  return exchanges;
}
