import type { Exchange } from "../../verify/exchange/exchange.js";
import { countSequential } from "../../verify/exchange/send-all.js";
import { buildProbes } from "../../verify/probes/probes.js";
import { describeRegistrations } from "../../verify/reports/words.js";
import { findRegistrations } from "../../verify/verdicts/registrations.js";
import { planFor, type Verification } from "../../verify/verdicts/verify.js";

/** What a person who interrupts a verification must know, above all what may have been registered. */
export function describeInterruption(verification: Verification, exchanges: readonly Exchange[]): string {
  const plan = planFor(verification);
  const probes = buildProbes(plan);
  const isSequential = exchanges.length < countSequential(probes);
  const open = isSequential ? 1 : (verification.sending.concurrency ?? 1);
  const pending = probes.slice(exchanges.length, exchanges.length + open);
  const unfinished = pending.map((probe) => ({
    probe,
    durationMs: 0,
    failure: { reason: "broken off", detail: "" } as const,
  }));
  const sent = `Stopped. ${exchanges.length} of ${probes.length} requests had a response`;
  const more = pending.length === 0 ? "" : `, and ${pending.length} more may have been sent`;
  const registrations = findRegistrations([...exchanges, ...unfinished], plan);
  return `${sent}${more}. ${describeRegistrations({ registrations })}`;
}
