import type { Plan } from "../probes/plan.js";
import { changesSomething, type Probe } from "../probes/probe.js";
import { buildProbes } from "../probes/probes.js";
import type { Exchange, RawResponse } from "./exchange.js";
import { openRoute } from "./open-route.js";
import { closeRoute } from "./route.js";
import { type SendOptions, send } from "./send.js";

/** The longest pause that is waited for. After a 429 with a longer one the check is skipped. */
const MAX_PAUSE_MS = 2_000;

/** How a plan is sent. */
export interface SendAllOptions extends SendOptions {
  /** How many requests are open at once, apart from those that change something. @default 10 */
  readonly concurrency?: number | undefined;
  /** Makes one exchange. @default over HTTP */
  readonly exchange?: ((probe: Probe, options: SendOptions) => Promise<Exchange>) | undefined;
}

/**
 * Sends a plan's probes and yields the exchanges in the plan's order. The probes up to the last that changes
 * something are sent one after the other, the rest concurrently. After a 429 the rest are sent one by one,
 * and the rejected one is sent again after the pause in Retry-After.
 */
export async function* sendEach(
  target: string,
  plan: Plan,
  { concurrency = 10, exchange, ...options }: SendAllOptions,
): AsyncGenerator<Exchange> {
  const probes = buildProbes(plan);
  if (exchange !== undefined) return yield* exchangeEach(probes, concurrency, (probe) => exchange(probe, options));
  const route = await openRoute(target, options);
  try {
    yield* exchangeEach(probes, concurrency, (probe) => send(route, probe, options));
  } finally {
    closeRoute(route);
  }
}

async function* exchangeEach(
  probes: readonly Probe[],
  concurrency: number,
  exchange: (probe: Probe) => Promise<Exchange>,
): AsyncGenerator<Exchange> {
  const sequential = countSequential(probes);
  const pending: Promise<Exchange>[] = [];
  let limit = concurrency;
  for (const probe of probes.slice(0, sequential)) {
    const each = await exchange(probe);
    if (each.response?.status === 429) limit = 1;
    yield each;
  }
  const next = async (): Promise<Exchange> => {
    const first = (await pending.shift()) as Exchange;
    if (first.response?.status !== 429) return first;
    limit = 1;
    return (await waitForPause(first.response)) ? exchange(first.probe) : first;
  };
  for (const probe of probes.slice(sequential)) {
    pending.push(exchange(probe));
    while (pending.length >= limit) yield await next();
  }
  while (pending.length > 0) yield await next();
}

/** How many of the first probes are sent one after the other. */
export function countSequential(probes: readonly Probe[]): number {
  return probes.findLastIndex(changesSomething) + 1 || 1;
}

/** Waits as long as Retry-After says, and returns whether that was short enough. */
async function waitForPause({ headers }: RawResponse): Promise<boolean> {
  const seconds = String(headers["retry-after"]);
  if (!/^[0-9]+$/.test(seconds) || Number(seconds) * 1000 > MAX_PAUSE_MS) return false;
  await new Promise((resolve) => setTimeout(resolve, Number(seconds) * 1000));
  return true;
}

/** All exchanges of a plan. */
export async function sendAll(target: string, plan: Plan, options: SendAllOptions): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  for await (const exchange of sendEach(target, plan, options)) exchanges.push(exchange);
  return exchanges;
}
