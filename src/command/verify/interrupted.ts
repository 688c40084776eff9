import type { Exchange } from "../../verify/exchange/exchange.js";
import { subjectOf } from "../../verify/operations/operations.js";
import type { Plan } from "../../verify/probes/plan.js";
import type { Probe } from "../../verify/probes/probe.js";
import { buildProbes } from "../../verify/probes/probes.js";

/** What a person who interrupts a verification must know, above all what may have been changed. */
export function describeInterruption(plan: Plan, exchanges: readonly Exchange[]): string {
  const probes = buildProbes(plan);
  const sent = `Stopped. ${exchanges.length} of ${probes.length} requests had been sent and had a response`;
  const next = probes[exchanges.length];
  const pending = next === undefined ? "" : `, and ${next.title} may have been sent`;
  const changing = probes.filter(({ changes }) => changes);
  if (changing.length === 0) return `${sent}${pending}. None of them changes anything.`;
  return [`${sent}${pending}.`, ...changing.map((probe) => describeChange(probe, next, exchanges))].join(" ");
}

function describeChange(probe: Probe, next: Probe | undefined, exchanges: readonly Exchange[]): string {
  const { noun } = subjectOf(probe.operation as NonNullable<Probe["operation"]>);
  if (next?.id === probe.id) return `The ${noun} may have been done.`;
  const exchange = exchanges.find((each) => each.probe.id === probe.id);
  if (exchange === undefined) return `No ${noun} had been sent.`;
  return exchange.response === undefined
    ? `The ${noun} had no response.`
    : `The response to the ${noun} was ${exchange.response.status}.`;
}
