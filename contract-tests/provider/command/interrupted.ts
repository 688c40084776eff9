import type { Exchange } from "../exchange/exchange.js";
import { type Plan, REGISTRATION } from "../probes/plan.js";
import type { Probe } from "../probes/probe.js";
import { probesOf } from "../probes/probes.js";

/** What a person who stops a verification must know: above all whether a number may have been registered. */
export function interrupted(plan: Plan, exchanges: readonly Exchange[]): string {
  const probes = probesOf(plan);
  const sent = `Stopped. ${exchanges.length} of ${probes.length} requests had been sent and answered`;
  const next = probes[exchanges.length];
  const underWay = next === undefined ? "" : `, and ${next.what} may have been under way`;
  return `${sent}${underWay}. ${registrationSoFar(next, exchanges)}`;
}

function registrationSoFar(next: Probe | undefined, exchanges: readonly Exchange[]): string {
  if (next?.id === REGISTRATION) return "The number may have been registered.";
  const registration = exchanges.find(({ probe }) => probe.id === REGISTRATION);
  if (registration === undefined) return "No registration had been sent.";
  return `The registration had been answered with ${registration.answer?.status ?? "nothing"}.`;
}
