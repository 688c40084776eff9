import type { Exchange } from "../../verify/exchange/exchange.js";
import { subjectOf } from "../../verify/operations/operations.js";
import type { Plan } from "../../verify/probes/plan.js";
import type { Probe } from "../../verify/probes/probe.js";
import { probesOf } from "../../verify/probes/probes.js";

/** What a person who stops a verification must know: above all what may have been changed. */
export function interrupted(plan: Plan, exchanges: readonly Exchange[]): string {
  const probes = probesOf(plan);
  const sent = `Stopped. ${exchanges.length} of ${probes.length} requests had been sent and answered`;
  const next = probes[exchanges.length];
  const underWay = next === undefined ? "" : `, and ${next.what} may have been under way`;
  const changing = probes.filter(({ changes }) => changes);
  if (changing.length === 0) return `${sent}${underWay}. None of them changes anything.`;
  return [`${sent}${underWay}.`, ...changing.map((probe) => soFar(probe, next, exchanges))].join(" ");
}

function soFar(probe: Probe, next: Probe | undefined, exchanges: readonly Exchange[]): string {
  const { noun } = subjectOf(probe.operation as NonNullable<Probe["operation"]>);
  if (next?.id === probe.id) return `The ${noun} may have been done.`;
  const exchange = exchanges.find((each) => each.probe.id === probe.id);
  if (exchange === undefined) return `No ${noun} had been sent.`;
  return `The ${noun} had been answered with ${exchange.answer?.status ?? "nothing"}.`;
}
