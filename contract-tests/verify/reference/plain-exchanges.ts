import type { Exchange, Failure } from "../../../src/verify/exchange/exchange.js";
import type { Plan } from "../../../src/verify/probes/plan.js";
import type { Probe } from "../../../src/verify/probes/probe.js";
import { buildProbes } from "../../../src/verify/probes/probes.js";
import { toResponse } from "./in-process.js";
import type { Reply } from "./messages.js";

/** The exchange of a plan's request with a reply, or with the failure to get one, without a server. */
export function plainExchange(plan: Plan, id: string, result: Reply | Failure): Exchange {
  const probe = buildProbes(plan).find((each) => each.id === id) as Probe;
  return "status" in result
    ? { probe, durationMs: 0, response: toResponse(result) }
    : { probe, durationMs: 0, failure: result };
}
